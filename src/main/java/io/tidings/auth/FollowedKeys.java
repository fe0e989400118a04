package io.tidings.auth;

import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys at a file or URL, read again as issuers change them: on a {@code kid} that is not known, and after ten minutes, so that a key
 * that was withdrawn does not live on. When reading fails the last keys stay. Any thread; one reads, the set is swapped whole.
 */
final class FollowedKeys implements Keys {
    static final long OLDEST_MILLIS = 600_000;
    static final long PAUSE_MILLIS = 60_000;
    static final long PAUSE_AFTER_FAILURE_MILLIS = 10_000;
    /** Long enough for a healthy issuer, too short for unknown kids to hold up the verification of other tokens. */
    private static final long PATIENCE_MILLIS = 250;

    private static final Logger LOG = Logger.getLogger(FollowedKeys.class);

    private final KeyLocation location;
    private final LongSupplier now;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Known known;

    /**
     * @param readAt when the keys were read, and {@code triedAt} when that was last tried, on the clock that never jumps
     * @param failed whether the last try failed
     */
    private record Known(List<VerificationKey> keys, long readAt, long triedAt, boolean failed) {
        Optional<VerificationKey> find(@Nullable String id) {
            if (keys.size() == 1 && (id == null || keys.get(0).id() == null)) return Optional.of(keys.get(0));
            return keys.stream()
                    .filter(key -> id != null && id.equals(key.id()))
                    .findFirst();
        }
    }

    private FollowedKeys(KeyLocation location, LongSupplier now, Known known) {
        this.location = location;
        this.now = now;
        this.known = known;
    }

    /**
     * Reads the keys for the first time. An issuer that does not answer is waited for later; anything else that is wrong is the
     * operator's to mend.
     *
     * @param now milliseconds on a clock that never jumps
     */
    static FollowedKeys at(KeyLocation location, LongSupplier now) throws UnusableKeyException {
        long start = now.getAsLong();
        try {
            return new FollowedKeys(location, now, new Known(KeyReader.read(location.read()), start, start, false));
        } catch (IOException e) {
            if (location instanceof KeyLocation.File) throw new UnusableKeyException("the file cannot be read");
            LOG.warnf("keys cannot be fetched, so no token can be verified yet: location=%s", location);
            return new FollowedKeys(location, now, new Known(List.of(), start, start, true));
        }
    }

    @Override
    public VerificationKey key(@Nullable String id) {
        Known current = known;
        if (now.getAsLong() - current.readAt() >= OLDEST_MILLIS) current = renewed(0);
        Optional<VerificationKey> key = current.find(id);
        if (key.isEmpty()) key = renewed(PATIENCE_MILLIS).find(id);
        return key.orElseThrow(() -> missing(id));
    }

    /** The keys after reading them again, or as they are when they were read just now or another thread is at it. */
    private Known renewed(long patience) {
        if (!locked(patience)) return known;
        try {
            if (now.getAsLong() - known.triedAt() >= (known.failed() ? PAUSE_AFTER_FAILURE_MILLIS : PAUSE_MILLIS))
                known = read(known);
            return known;
        } finally {
            reading.unlock();
        }
    }

    private Known read(Known before) {
        long start = now.getAsLong();
        try {
            Known after = new Known(KeyReader.read(location.read()), start, start, false);
            if (before.failed()) LOG.infof("keys are read again: location=%s", location);
            return after;
        } catch (IOException | UnusableKeyException e) {
            if (!before.failed()) LOG.warnf("keys cannot be read again, the last ones stay: location=%s", location);
            return new Known(before.keys(), before.readAt(), start, true);
        }
    }

    private boolean locked(long patience) {
        try {
            return reading.tryLock(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Refusal missing(@Nullable String id) {
        if (known.failed() || reading.isLocked())
            return new Refusal(
                    Failure.KEYS_AWAY,
                    "the key of this token cannot be fetched from its issuer now; come back with the same token");
        if (id == null)
            return new Refusal(
                    Failure.BAD_TOKEN, "the token is not valid: it has no kid, and its issuer has several keys");
        return new Refusal(
                Failure.BAD_TOKEN, "the token is not valid: its issuer has no key with the kid " + Quoted.of(id));
    }
}
