package io.tidings.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;

/** How much of each thing is allowed; what is over a limit is refused with a named error. */
public interface LimitsConfig {
    /** The most sessions on one pod, on all transports together. */
    @WithDefault("50000")
    int connections();

    /** The most WebSockets on one pod that have not yet shown a token. */
    @WithDefault("1000")
    int unauthenticatedConnections();

    /** The most sessions a second that a pod takes in; the others are told when to come back. */
    @WithDefault("5000")
    int connectsPerSecond();

    /** The most sessions that one subject may have on one pod. */
    @WithDefault("100")
    int sessionsPerSubject();

    /** The most channels that one session may follow. */
    @WithDefault("128")
    int subscriptionsPerSession();

    /** The most commands a second that one WebSocket may send; twice as many in a burst. */
    @WithDefault("50")
    int commandsPerSecond();

    /** The most verified tokens that a pod remembers, so that a reconnect is not a verification; about 1 KB each. */
    @WithDefault("20000")
    int cachedTokens();

    /** How deeply the JSON of a message or command may be nested. */
    @WithDefault("64")
    int jsonDepth();

    /** The most messages of one {@code POST /v1/messages}; a line for several channels is as many messages. */
    @WithDefault("10000")
    int batchLines();

    /** The most publications of one pod that wait for the backbone. */
    @WithDefault("10000")
    int publishesInFlight();

    /** The most bytes of one pod's publications that wait for the backbone. */
    @WithDefault("64M")
    MemorySize publishBytesInFlight();

    /** The most bytes that may wait to be written to one session before it is closed with 4001. */
    @WithDefault("1M")
    MemorySize outbox();

    /** The most bytes that may wait to be written to all sessions together; each may have waiting what is left of it, so that many slow ones have less each. The engine {@code reference} takes up to twice as much direct memory for it. */
    @WithDefault("32M")
    MemorySize outboxesTotalBytes();

    /** The send buffer of each connection in the kernel: what leaves the outbox before the client has it. */
    @WithDefault("128K")
    MemorySize sendBuffer();

    /** The most recent messages of one channel that a pod keeps in memory. */
    @WithDefault("256")
    int ringEntries();

    /** The most bytes of recent messages of one channel that a pod keeps in memory. */
    @WithDefault("1M")
    MemorySize ringBytes();

    /**
     * The most bytes of recent messages of all channels together that a pod keeps in memory; what it reads of their histories for
     * those who come back is kept for 5 s, in a quarter as much again.
     */
    @WithDefault("64M")
    MemorySize ringsTotalBytes();
}
