package io.tidings.bench.report;

/** The names of figures, as results and reports have them. */
public final class Figure {
    /** Microseconds of the server's processor time for each message that a reader has received. */
    public static final String MICROS = "µs/delivery";

    /** Messages that readers have received in a second. */
    public static final String RATE = "deliveries/s";

    /** The share of its core that the server has used. */
    public static final String CORE = "server core %";

    /** Messages for each segment of the server, which is a write to a socket. */
    public static final String PER_WRITE = "messages/write";

    /** Messages for each read of the client that brought one. */
    public static final String PER_READ = "messages/read";

    /** Bytes on the wire for each message. */
    public static final String BYTES = "bytes/message";

    /** The share of its core that the client has used. */
    public static final String CLIENT = "client core %";

    /** Readers that the server has cut off. */
    public static final String LOST = "readers lost";

    private Figure() {}
}
