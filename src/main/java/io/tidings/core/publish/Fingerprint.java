package io.tidings.core.publish;

import io.tidings.core.port.Append;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What makes a repeated publication known: a hash of who and which key, and a hash of all that was sent. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Null when the publication has no key. */
    static Append.@Nullable Idempotency idempotency(String subject, Publication publication) {
        if (publication.key() == null) return null;
        String slot = new Fingerprint().add(subject).add(publication.key()).end();
        Fingerprint request = new Fingerprint().add(publication.event() == null ? "" : publication.event());
        for (Map.Entry<String, String> tag : new TreeMap<>(publication.tags()).entrySet())
            request.add(tag.getKey()).add(tag.getValue());
        return new Append.Idempotency(slot, request.add(publication.payload()).end());
    }

    private Fingerprint add(Payload payload) {
        if (payload instanceof Payload.Json json) return add("json").add(json.array(), json.from(), json.length());
        Payload.Bytes bytes = (Payload.Bytes) payload;
        return add("bytes").add(bytes.mediaType()).add(bytes.bytes());
    }

    private Fingerprint add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    private Fingerprint add(byte[] part) {
        return add(part, 0, part.length);
    }

    /** Each part goes in behind its length, so that no two lists of parts look alike. */
    private Fingerprint add(byte[] part, int from, int length) {
        for (int shift = 24; shift >= 0; shift -= 8) digest.update((byte) (length >> shift));
        digest.update(part, from, length);
        return this;
    }

    private String end() {
        byte[] hash = digest.digest();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, 18));
    }
}
