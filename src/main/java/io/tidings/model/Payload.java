package io.tidings.model;

/** What a publisher sends as {@code data}. */
public sealed interface Payload {
    /**
     * Any JSON value.
     *
     * @param text the value's own tokens, byte for byte, valid UTF-8, no white space outside strings; never changed
     */
    record Json(byte[] text) implements Payload {}

    /**
     * Bytes with a media type; clients receive them as {@code data_base64} and {@code datacontenttype}.
     *
     * @param bytes never changed
     */
    record Bytes(byte[] bytes, String mediaType) implements Payload {}
}
