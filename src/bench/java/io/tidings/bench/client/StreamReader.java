package io.tidings.bench.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for marks in an event stream, whatever chunks and fields are around them: each event has one, and the rest of its data
 * is jumped over.
 */
final class StreamReader extends Reader {
    private final int jump;
    private int ahead;

    StreamReader(Opening opening, Tally tally, Consumer<@Nullable String> opened) {
        super(opening, tally, opened);
        jump = Math.max(Mark.SIZE, tally.messageSize() - Mark.SIZE);
    }

    @Override
    int consume(ChannelHandlerContext context, ByteBuf bytes) {
        if (!isLive() && !isReady(bytes, bytes.readerIndex(), bytes.readableBytes())) return 0;
        int messages = 0;
        int at = bytes.readerIndex() + ahead;
        int end = bytes.writerIndex();
        while (at < end) {
            int sign = bytes.indexOf(at, end, Mark.SIGN);
            if (sign < 0) {
                at = end;
                break;
            }
            messages++;
            if (tally().isTiming() && end - sign >= Mark.SIZE) tally().received(Mark.read(bytes, sign));
            at = sign + jump;
        }
        ahead = at - end;
        bytes.readerIndex(end);
        return messages;
    }

    @Override
    void hello(ChannelHandlerContext context, String text) {
        throw new IllegalStateException("an event stream cannot be spoken to");
    }
}
