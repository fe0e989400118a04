package io.tidings.bench.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the heads of WebSocket frames, and jumps over what they hold. */
final class WebSocketReader extends Reader {
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int PONG = 10;

    WebSocketReader(Opening opening, Tally tally, Consumer<@Nullable String> opened) {
        super(opening, tally, opened);
    }

    @Override
    int consume(ChannelHandlerContext context, ByteBuf bytes) {
        int messages = 0;
        while (true) {
            int at = bytes.readerIndex();
            int readable = bytes.readableBytes();
            if (readable < 2) return messages;
            int length = bytes.getByte(at + 1) & 0x7f;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            if (readable < head) return messages;
            if (length == 126) length = bytes.getUnsignedShort(at + 2);
            else if (length == 127) length = (int) bytes.getLong(at + 2);
            if (readable < head + length) return messages;
            bytes.readerIndex(at + head + length);
            if (isMessage(context, bytes, bytes.getByte(at) & 15, at + head, length)) messages++;
        }
    }

    private boolean isMessage(ChannelHandlerContext context, ByteBuf bytes, int opcode, int at, int length) {
        if (opcode == PING) send(context, PONG, bytes.slice(at, length));
        if (opcode != TEXT) return false;
        if (!isLive() && isReady(bytes, at, length)) return false;
        if (length < tally().messageSize()) {
            // a ping of Engine.IO is one digit, and so is its answer
            if (length == 1 && bytes.getByte(at) == '2') hello(context, "3");
            return false;
        }
        if (tally().isTiming()) {
            int sign = bytes.indexOf(at, at + length, Mark.SIGN);
            if (sign >= 0) tally().received(Mark.read(bytes, sign));
        }
        return true;
    }

    @Override
    void hello(ChannelHandlerContext context, String text) {
        ByteBuf bytes = context.alloc().buffer();
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
        send(context, TEXT, bytes);
        bytes.release();
    }

    /** Frames of clients are masked; zeros mask them without a change. */
    private static void send(ChannelHandlerContext context, int opcode, ByteBuf text) {
        int length = text.readableBytes();
        ByteBuf frame = context.alloc().buffer(length + 8);
        frame.writeByte(0x80 | opcode);
        if (length < 126) frame.writeByte(0x80 | length);
        else frame.writeByte(0x80 | 126).writeShort(length);
        frame.writeInt(0).writeBytes(text, text.readerIndex(), length);
        context.writeAndFlush(frame, context.voidPromise());
    }
}
