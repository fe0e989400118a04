package io.tidings.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.model.Channel;
import io.tidings.model.Entry;

/**
 * Writes a message as every transport carries it: {@code type}, {@code channel} and {@code id} spliced in front of the stored
 * JSON, which is not parsed. Line breaks cannot occur in the result: what is stored has no white space outside strings, and
 * inside them JSON escapes control characters.
 */
public final class MessageWriter {
    private static final byte[] CHANNEL = "{\"type\":\"message\",\"channel\":\"".getBytes(US_ASCII);
    private static final byte[] ID = "\",\"id\":\"".getBytes(US_ASCII);
    private static final byte[] REST = "\",".getBytes(US_ASCII);
    private static final int FIXED = CHANNEL.length + ID.length + REST.length - 1;

    private MessageWriter() {}

    /** The message as one JSON object. */
    public static byte[] json(Channel channel, Entry entry) {
        byte[] json = new byte[size(channel, entry)];
        write(channel, entry, json, 0);
        return json;
    }

    /** The bytes that the message takes. */
    public static int size(Channel channel, Entry entry) {
        return FIXED
                + channel.name().length()
                + Ascii.size(entry.id())
                + entry.message().json().length;
    }

    /** Writes the message into an array that has room for its size; returns where it ends. */
    public static int write(Channel channel, Entry entry, byte[] into, int from) {
        int at = Ascii.write(CHANNEL, into, from);
        at = Ascii.write(channel.name(), into, at);
        at = Ascii.write(ID, into, at);
        at = Ascii.write(entry.id(), into, at);
        at = Ascii.write(REST, into, at);
        byte[] stored = entry.message().json();
        System.arraycopy(stored, 1, into, at, stored.length - 1);
        return at + stored.length - 1;
    }
}
