package io.tidings.bench.report;

import java.util.List;

/**
 * A part of the report.
 *
 * @param scenario whose results it shows
 * @param key      the figures that are compared with the floor and the peers, and drawn
 * @param note     what a reader must know about the figures
 */
record Section(String scenario, String title, List<String> key, boolean lessIsBetter, String note) {
    static final List<Section> ALL = List.of(
            new Section(
                    "full-load",
                    "Full load",
                    List.of(Figure.MICROS),
                    true,
                    "Messages come as fast as the readers receive them, at most 32 of them on their way, published one by one "
                            + "over 64 connections. `floor` is one `send()` a delivery, back to back; `floor-x8` puts eight "
                            + "messages into one. Where messages share a write, that is what makes them cheap: compare "
                            + "µs/delivery at like `messages/write`, and see *Paced* for one message a write. The writes are "
                            + "the segments of TCP with data, but for the answers to publications; with 1,000 channels the "
                            + "publications weigh as much as the deliveries."),
            new Section(
                    "paced",
                    "Paced at half a core",
                    List.of(Figure.MICROS),
                    true,
                    "The rate at which the server uses half of its core; each message is delivered before the next one comes, "
                            + "so there is one message a write. The floor sleeps in between, too."),
            new Section(
                    "latency",
                    "Latency",
                    List.of("p99 ms"),
                    true,
                    "From the moment for which a message was meant until a reader has it, all readers together, open loop. The "
                            + "percentage is of the server's core, at the rate that takes so much of it when the readers keep up. "
                            + "*Of the most* is of the server's own full load in the same run: where messages share writes, that takes "
                            + "more than half of the core, as fewer of them come together. Who delivers more is asked for more: "
                            + "see `deliveries/s`. One message to 1,000 readers takes the floor as long as 1,000 of its `send()`s."),
            new Section(
                    "idle",
                    "Idle connections",
                    List.of("RSS KB", "heap KB"),
                    true,
                    "Growth of memory for each further connection beyond the first 500, after as many had come and gone in waves "
                            + "of 500, so that no garbage of connecting is in it; each has a channel of its own (the "
                            + "feed and what the backbone keeps are included); the heap after a full collection. The kernel's "
                            + "memory for a socket is the same for all and not in it. With *a token each* the verified tokens, "
                            + "which a pod remembers up to a limit, are in it."),
            new Section(
                    "publishes",
                    "Publishing",
                    List.of("publishes/s and core"),
                    false,
                    "Nobody listens. Redis and the client share the other core and may be what limits `publishes/s`; "
                            + "`publishes/s and core` is what the server's own processor time is good for."),
            new Section(
                    "joins",
                    "Joining",
                    List.of("joins/s and core"),
                    false,
                    "One `subscribe` a channel on an open WebSocket, answered with the last ten messages; leaving is in it."),
            new Section(
                    "returning",
                    "10,000 sessions that return",
                    List.of("seconds", "µs/session"),
                    true,
                    "From the first connect until the last session has the ten messages that it has missed: TCP, HTTP, token, "
                            + "join and replay. The limit on connects a second is lifted for this."),
            new Section(
                    "flags",
                    "Flags of the JVM",
                    List.of(),
                    true,
                    "The same work under each set of flags; `usual` is `src/bench/jvm.options`, which all other scenarios use."));
}
