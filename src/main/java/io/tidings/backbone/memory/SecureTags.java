package io.tidings.backbone.memory;

import io.tidings.model.Position;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Tags that nobody can guess: a forged position matches nothing. Safe for any thread. */
final class SecureTags implements LongSupplier {
    private final SecureRandom random = new SecureRandom();

    @Override
    public long getAsLong() {
        long tag = 0;
        while (tag == 0) tag = random.nextLong() & (Position.TAGS - 1);
        return tag;
    }
}
