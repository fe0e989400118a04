package io.tidings.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The positions of all channels of one subscriber, as one URL-safe string. The short form, for one explicit channel, is the
 * position itself. The long form is {@code c1.} and the base64url of a count and, per channel sorted by hash, 4 bytes of
 * SHA-256 of its name, the offset as a varint and the tag in 6 bytes. A forged cursor only earns a gap: grants decide what
 * is read.
 */
public final class Cursor {
    static final String LONG_FORM = "c1.";
    private static final int MAX_CHANNELS = 1024;

    private Cursor() {}

    /** The short form when there is one channel and {@code shortForm} allows it, else the long form. */
    public static String format(Map<Channel, Position> positions, boolean shortForm) {
        if (shortForm && positions.size() == 1)
            return positions.values().iterator().next().toString();
        RunningCursor cursor = new RunningCursor(positions.keySet(), false);
        positions.forEach(cursor::move);
        return cursor.toString();
    }

    /**
     * Reads what {@link #format} wrote, for these channels. A channel that the cursor does not list is left out: it is new to
     * the subscriber.
     *
     * @throws Refusal {@link Failure#MALFORMED}, when the text is no cursor, or is one position for several channels
     */
    public static Map<Channel, Position> parse(String text, Collection<Channel> channels) {
        if (!text.startsWith(LONG_FORM)) return shortForm(text, channels);
        Map<ByteBuffer, List<Position>> byHash = decode(text);
        Map<ByteBuffer, List<Channel>> named = new LinkedHashMap<>();
        channels.stream()
                .distinct()
                .sorted(BY_HASH)
                .forEach(channel -> named.computeIfAbsent(key(channel), k -> new ArrayList<>())
                        .add(channel));
        Map<Channel, Position> positions = new LinkedHashMap<>();
        named.forEach((hash, alike) -> {
            List<Position> listed = byHash.getOrDefault(hash, List.of());
            // Names with equal short hashes stand in the order of their whole hashes. When their number has changed,
            // the wrong one may be taken: equality of positions turns that into a gap, never into silence.
            for (int i = 0; i < alike.size() && !listed.isEmpty(); i++)
                positions.put(alike.get(i), listed.get(Math.min(i, listed.size() - 1)));
        });
        return positions;
    }

    /**
     * Reads what one channel is asked for: what {@link Since#parse} takes, or a cursor of several channels, for its part of it.
     *
     * @throws Refusal {@link Failure#MALFORMED}, when the text is none of these
     */
    public static Since since(String text, Channel channel) {
        if (!text.startsWith(LONG_FORM)) return Since.parse(text);
        Position position = parse(text, List.of(channel)).get(channel);
        return position == null ? Since.LATEST : new Since.At(position);
    }

    private static Map<Channel, Position> shortForm(String text, Collection<Channel> channels) {
        Position position = Position.parse(text);
        Set<Channel> distinct = Set.copyOf(channels);
        if (distinct.size() == 1) return Map.of(distinct.iterator().next(), position);
        throw new Refusal(
                Failure.MALFORMED,
                "the cursor " + Quoted.of(text) + " is the position of one channel, but " + distinct.size()
                        + " channels are asked for; give each its own as name@position, or a cursor of all");
    }

    private static Map<ByteBuffer, List<Position>> decode(String text) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.substring(LONG_FORM.length())));
            long count = varint(in);
            if (count > MAX_CHANNELS) throw new IllegalArgumentException("too many channels");
            Map<ByteBuffer, List<Position>> byHash = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                byte[] hash = new byte[4];
                in.get(hash);
                long offset = varint(in);
                long tag = 0;
                for (int j = 0; j < 6; j++) tag = (tag << 8) | (in.get() & 0xff);
                byHash.computeIfAbsent(ByteBuffer.wrap(hash), k -> new ArrayList<>())
                        .add(new Position(offset, tag));
            }
            if (in.hasRemaining()) throw new IllegalArgumentException("bytes are left over");
            return byHash;
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException damaged) {
            throw new Refusal(
                    Failure.MALFORMED,
                    Quoted.of(text) + " is not a cursor; give back one that an answer gave, unchanged");
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) return value;
        }
        throw new IllegalArgumentException("a number is too long");
    }

    /** The order of channels in a cursor. */
    static final Comparator<Channel> BY_HASH = (a, b) -> Arrays.compareUnsigned(hash(a), hash(b));

    private static ByteBuffer key(Channel channel) {
        return ByteBuffer.wrap(hash(channel), 0, 4).slice();
    }

    /** The whole SHA-256 of a name. */
    static byte[] hash(Channel channel) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(channel.name().getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
