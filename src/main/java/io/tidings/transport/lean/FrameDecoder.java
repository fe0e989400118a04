package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.tidings.model.Failure;
import io.tidings.wire.Utf8;
import java.util.Arrays;

/**
 * Reads the frames of one client (RFC 6455, 5.2) from bytes that come in pieces of any size. Confined to the event loop of its
 * connection.
 *
 * <p>What breaks the rules is told as soon as the byte that does so is there; after that, or after a Close, nothing is read.
 *
 * <p>INVARIANT: the memory of a message grows with what has come of it, never with what a header promises.
 */
final class FrameDecoder {
    private static final byte[] NOTHING = {};

    private final int most;
    private final Events events;

    /** Bytes of the current header that have been read; the payload follows when all are there. */
    private int headerAt;
    /** Where the mask begins in the current header. */
    private int maskAt;

    private int opcode;
    private boolean last;
    /** Of the payload; while the payload is read, what is left of it. */
    private long length;
    /** Rotated so that its first byte is for the next byte of the payload. */
    private int mask;

    private byte[] control = NOTHING;

    /** The opcode of the message whose fragments are read; 0 between messages. */
    private int kind;

    private byte[] message = NOTHING;
    private int size;
    /** Up to where the message is known to be whole sequences of UTF-8. */
    private int checked;

    private boolean done;

    /** @param most bytes of a message */
    FrameDecoder(int most, Events events) {
        this.most = most;
        this.events = events;
    }

    /** What a client says; told in order. The arrays are the receiver's. */
    interface Events {
        void onText(byte[] message);

        void onBinary(byte[] message);

        void onPing(byte[] payload);

        void onPong();

        /** @param code 1005 when there was none; the last event */
        void onClose(int code);

        /** The client breaks the rules; the last event. @param why with the close code that says so */
        void onBroken(Failure why);
    }

    /** Whether nothing is kept that later bytes would need. */
    boolean isIdle() {
        return headerAt == 0 && kind == 0 && !done;
    }

    /** Reads what is there; leaves what comes after the last event. */
    void decode(ByteBuf in) {
        while (!done && in.isReadable()) {
            if (headerAt < 2 || headerAt < maskAt + Integer.BYTES) header(in.readUnsignedByte());
            else payload(in);
        }
    }

    private void header(int next) {
        if (headerAt == 0) first(next);
        else if (headerAt == 1) second(next);
        else if (headerAt < maskAt) length = length << 8 | next;
        else mask = mask << 8 | next;
        headerAt++;
        if (headerAt == maskAt && !done) checkLength();
        if (headerAt == maskAt + Integer.BYTES && !done) begin();
    }

    private void first(int next) {
        last = (next & 0x80) != 0;
        opcode = next & 0x0f;
        maskAt = 0;
        boolean reserved = (next & 0x70) != 0;
        boolean fits = switch (opcode) {
            case Opcode.CONTINUATION -> kind != 0;
            case Opcode.TEXT, Opcode.BINARY -> kind == 0;
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> last;
            default -> false;
        };
        if (reserved || !fits) broken(Failure.PROTOCOL_ERROR);
    }

    private void second(int next) {
        boolean masked = (next & 0x80) != 0;
        length = next & 0x7f;
        maskAt = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (!masked || isControl() && length > 125) broken(Failure.PROTOCOL_ERROR);
        else if (maskAt > 2) length = 0;
    }

    private void checkLength() {
        boolean shortest = maskAt == 2 || maskAt == 4 && length > 125 || length > 0xffff;
        if (!shortest) broken(Failure.PROTOCOL_ERROR);
        else if (!isControl() && length > most - size) broken(Failure.TOO_LARGE);
    }

    private void begin() {
        if (isControl()) control = length == 0 ? NOTHING : new byte[(int) length];
        else if (opcode != Opcode.CONTINUATION) kind = opcode;
        if (length == 0) end();
    }

    private boolean isControl() {
        return opcode >= Opcode.CLOSE;
    }

    private void payload(ByteBuf in) {
        int count = (int) Math.min(in.readableBytes(), length);
        if (isControl()) {
            read(in, control, control.length - (int) length, count);
        } else {
            reserve(count);
            read(in, message, size, count);
            size += count;
            if (kind == Opcode.TEXT) checkText();
        }
        length -= count;
        if (length == 0 && !done) end();
    }

    private void read(ByteBuf in, byte[] into, int from, int count) {
        in.readBytes(into, from, count);
        mask = Mask.apply(mask, into, from, count);
    }

    /** Doubles, as what comes is small and often; but where the end is known, not beyond it. */
    private void reserve(int count) {
        int needed = size + count;
        if (needed <= message.length) return;
        long enough = last ? size + length : most;
        message = Arrays.copyOf(message, (int) Math.max(needed, Math.min(enough, 2L * message.length)));
    }

    private void checkText() {
        checked = Utf8.wellFormed(message, checked, size);
        if (checked < 0) broken(Failure.NOT_UTF8);
    }

    private void end() {
        headerAt = 0;
        if (isControl()) endControl();
        else if (last) endMessage();
    }

    private void endControl() {
        byte[] payload = control;
        control = NOTHING;
        if (opcode == Opcode.PING) events.onPing(payload);
        else if (opcode == Opcode.PONG) events.onPong();
        else close(payload);
    }

    private void close(byte[] payload) {
        int code = CloseFrame.code(payload);
        if (code < 0) {
            broken(Failure.PROTOCOL_ERROR);
        } else if (!CloseFrame.isReasonText(payload)) {
            broken(Failure.NOT_UTF8);
        } else {
            done = true;
            events.onClose(code);
        }
    }

    private void endMessage() {
        if (kind == Opcode.TEXT && checked < size) {
            broken(Failure.NOT_UTF8);
            return;
        }
        byte[] whole = size == message.length ? message : Arrays.copyOf(message, size);
        boolean text = kind == Opcode.TEXT;
        kind = 0;
        forget();
        if (text) events.onText(whole);
        else events.onBinary(whole);
    }

    private void broken(Failure why) {
        done = true;
        forget();
        events.onBroken(why);
    }

    private void forget() {
        message = NOTHING;
        size = 0;
        checked = 0;
    }
}
