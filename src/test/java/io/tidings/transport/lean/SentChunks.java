package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.function.Consumer;

/** Reads the chunked body that we send (RFC 9112, 7.1), as a strict client does, from bytes that come in pieces of any size. */
public final class SentChunks {
    private final Consumer<byte[]> reader;
    private byte[] rest = {};
    private boolean ended;

    /** @param reader is told what each chunk carries */
    public SentChunks(Consumer<byte[]> reader) {
        this.reader = reader;
    }

    public void read(byte[] piece) {
        byte[] all = Arrays.copyOf(rest, rest.length + piece.length);
        System.arraycopy(piece, 0, all, rest.length, piece.length);
        int at = 0;
        for (int next = readOne(all, 0); next > at; next = readOne(all, at)) at = next;
        rest = Arrays.copyOfRange(all, at, all.length);
    }

    /** Whether the chunk that ends the body was read. */
    public boolean haveEnded() {
        return ended;
    }

    /** Reads a chunk, when all of it is there. @return where it ends, or where it begins when it is not there */
    private int readOne(byte[] all, int from) {
        int lineEnd = lineEnd(all, from);
        if (lineEnd < 0) return from;
        if (ended) throw new AssertionError("something comes behind the end of the body");
        int size = Integer.parseInt(new String(all, from, lineEnd - from, US_ASCII), 16);
        int begin = lineEnd + 2;
        if (all.length < begin + size + 2) return from;
        if (lineEnd(all, begin + size) != begin + size) throw new AssertionError("a chunk is longer than it says");
        if (size == 0) ended = true;
        else reader.accept(Arrays.copyOfRange(all, begin, begin + size));
        return begin + size + 2;
    }

    private static int lineEnd(byte[] all, int from) {
        for (int i = from; i + 1 < all.length; i++) if (all[i] == '\r' && all[i + 1] == '\n') return i;
        return -1;
    }
}
