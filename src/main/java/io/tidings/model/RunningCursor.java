package io.tidings.model;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of one subscriber while messages move it: names are hashed and sorted once. Confined to its owner's thread.
 */
public final class RunningCursor {
    private final Channel[] channels;
    private final byte[][] hashes;
    private final @Nullable Position[] positions;
    private final boolean shortForm;

    /** @param shortForm whether the position of a single channel stands for itself */
    public RunningCursor(Collection<Channel> channels, boolean shortForm) {
        this.channels = channels.stream().distinct().sorted(Cursor.BY_HASH).toArray(Channel[]::new);
        this.hashes = new byte[this.channels.length][];
        for (int i = 0; i < hashes.length; i++) hashes[i] = Cursor.hash(this.channels[i]);
        this.positions = new @Nullable Position[this.channels.length];
        this.shortForm = shortForm;
    }

    /** One channel is at a position now. */
    public void move(Channel channel, Position position) {
        for (int i = 0; i < channels.length; i++) if (channels[i].equals(channel)) positions[i] = position;
    }

    /** The cursor as text; channels without a position are not listed. */
    @Override
    public String toString() {
        if (shortForm && positions.length == 1 && positions[0] != null) return positions[0].toString();
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 + positions.length * 13);
        varint(
                out,
                Arrays.stream(positions).filter(position -> position != null).count());
        for (int i = 0; i < positions.length; i++) {
            Position position = positions[i];
            if (position == null) continue;
            out.write(hashes[i], 0, 4);
            varint(out, position.offset());
            for (int shift = 40; shift >= 0; shift -= 8) out.write((int) (position.tag() >> shift));
        }
        return Cursor.LONG_FORM + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        for (; rest > 0x7f; rest >>>= 7) out.write((int) ((rest & 0x7f) | 0x80));
        out.write((int) rest);
    }
}
