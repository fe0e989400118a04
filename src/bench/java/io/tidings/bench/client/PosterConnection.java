package io.tidings.bench.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Poster}: one request, its answer, the next request. */
final class PosterConnection extends ChannelInboundHandlerAdapter {
    private static final String LENGTH = "\r\ncontent-length:";

    private final Poster poster;
    private final StringBuilder answer = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private int messages;

    PosterConnection(Poster poster) {
        this.poster = poster;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        poster.onConnected(this);
    }

    void post(Publication publication, long time) {
        messages = publication.messages();
        ChannelHandlerContext to = Objects.requireNonNull(context);
        byte[] request = publication.at(time);
        ByteBuf copy = to.alloc().buffer(request.length).writeBytes(request);
        to.writeAndFlush(copy, to.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        answer.append(bytes.toString(StandardCharsets.ISO_8859_1));
        bytes.release();
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) return;
        String head = answer.substring(0, end);
        if (!isWhole(head, end + 4)) return;
        answer.setLength(0);
        poster.onAnswer(this, head.startsWith("HTTP/1.1 2"), messages, head);
    }

    private boolean isWhole(String head, int body) {
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) return answer.indexOf("0\r\n\r\n", body) >= 0;
        int length = lower.indexOf(LENGTH);
        if (length < 0) return true;
        int from = length + LENGTH.length();
        int end = lower.indexOf('\r', from);
        int bytes = Integer.parseInt(
                lower.substring(from, end < 0 ? lower.length() : end).strip());
        return answer.length() - body >= bytes;
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        poster.onAnswer(this, false, 0, "the server has closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        failed.close();
    }
}
