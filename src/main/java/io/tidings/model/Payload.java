package io.tidings.model;

import java.util.Arrays;
import java.util.Objects;

/** What a publisher sends as {@code data}. */
public sealed interface Payload {
    /**
     * Any JSON value: the value's own tokens, byte for byte, valid UTF-8, no white space outside strings.
     *
     * @param array holds the value where it was read; never changed
     * @param from where the value begins
     * @param length of the value
     */
    record Json(byte[] array, int from, int length) implements Payload {
        public Json {
            Objects.checkFromIndexSize(from, length, array.length);
        }

        /** A value that fills the array. */
        public Json(byte[] text) {
            this(text, 0, text.length);
        }

        /** The value as an array of its own. */
        public byte[] text() {
            return Arrays.copyOfRange(array, from, from + length);
        }
    }

    /**
     * Bytes with a media type; clients receive them as {@code data_base64} and {@code datacontenttype}.
     *
     * @param bytes never changed
     */
    record Bytes(byte[] bytes, String mediaType) implements Payload {}
}
