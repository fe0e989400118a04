package io.tidings.core.port;

/** In how many ways a message is encoded; every format that is listened in is encoded once for all. */
public enum Format {
    /** A WebSocket text message. */
    TEXT,
    /** A whole SSE event block, with the message's position as its id: for streams of one explicit channel. */
    EVENT,
    /** An SSE event block without its id line: streams of several channels write their cursor in front. */
    EVENT_WITHOUT_ID,
    /** The bare JSON object: for polls, which put it into an array. */
    JSON
}
