package io.tidings.wire;

/**
 * Checks JSON from outside in one pass: strictly RFC 8259, strictly UTF-8 and not nested too deeply. What it yields are
 * the sender's own bytes, every token as it was sent (big integers, {@code 1.0}, {@code -0}, escapes), without the white
 * space between tokens. Immutable, safe from any thread.
 */
public final class JsonScanner {
    /** Levels of arrays and objects that are allowed when nothing else is configured. */
    public static final int DEFAULT_DEPTH = 64;

    /** The most levels that can be allowed: each takes a little of the stack. */
    public static final int MAX_DEPTH = 1000;

    private final int depth;
    private final int envelope;

    /** @param depth levels of arrays and objects, 1 to {@value #MAX_DEPTH} */
    public JsonScanner(int depth) {
        this(depth, 0);
    }

    private JsonScanner(int depth, int envelope) {
        if (depth < 1 || depth > MAX_DEPTH) throw new IllegalArgumentException("depth is out of range: " + depth);
        this.depth = depth;
        this.envelope = envelope;
    }

    /** A scanner that grants these levels on top, for what our own protocol wraps around a value. */
    JsonScanner inEnvelope(int levels) {
        return new JsonScanner(depth, levels);
    }

    /**
     * Checks a document that fills the whole array.
     *
     * @throws io.tidings.model.Refusal {@code MALFORMED}, naming the first wrong byte, from 0, and what was expected there
     */
    public JsonValue scan(byte[] json) {
        return scan(json, 0, json.length);
    }

    /**
     * Checks a document that fills a part of the array. Where there is no white space between its tokens, the value refers to
     * the given array, which must then not change any more.
     *
     * @throws io.tidings.model.Refusal {@code MALFORMED}, naming the first wrong byte, counted from {@code offset}, and what
     *     was expected there
     */
    public JsonValue scan(byte[] json, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, json.length);
        return new JsonScan(json, offset, offset + length, depth, envelope).document();
    }
}
