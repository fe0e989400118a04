package io.tidings.bench.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection that receives: asks, waits until it is live, then counts messages. Confined to its event loop. */
abstract class Reader extends ChannelInboundHandlerAdapter {
    private static final ByteBuf BLANK_LINE = Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII);

    private final Opening opening;
    private final Tally tally;
    private final Consumer<@Nullable String> opened;
    private @Nullable ByteBuf rest;
    private boolean answered;
    private boolean live;
    private volatile boolean closing;

    /** @param opened is told once: null when the reader is live, else what went wrong */
    Reader(Opening opening, Tally tally, Consumer<@Nullable String> opened) {
        this.opening = opening;
        this.tally = tally;
        this.opened = opened;
    }

    static Reader of(Opening opening, Tally tally, Consumer<@Nullable String> opened) {
        return opening.transport() == Transport.WEBSOCKET
                ? new WebSocketReader(opening, tally, opened)
                : new StreamReader(opening, tally, opened);
    }

    /** Takes what can be taken, and gives how many messages began in it. */
    abstract int consume(ChannelHandlerContext context, ByteBuf bytes);

    /** Sends the words that follow the head of the answer. */
    abstract void hello(ChannelHandlerContext context, String text);

    Tally tally() {
        return tally;
    }

    boolean isLive() {
        return live;
    }

    /** Looks for the word that makes this reader live. @return whether it is this one */
    boolean isReady(ByteBuf bytes, int at, int length) {
        if (!bytes.toString(at, length, StandardCharsets.UTF_8).contains(opening.ready())) return false;
        toLive();
        return true;
    }

    private void toLive() {
        live = true;
        opened.accept(null);
    }

    /** The server is about to be left, so its end of the connection is no loss. */
    void leave() {
        closing = true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), opening.request()), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        int size = in.readableBytes();
        ByteBuf all = rest == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), rest, in);
        rest = null;
        if (!answered) readHead(context, all);
        if (answered) tally.read(consume(context, all), size);
        if (all.isReadable()) rest = all;
        else all.release();
    }

    private void readHead(ChannelHandlerContext context, ByteBuf all) {
        int end = ByteBufUtil.indexOf(BLANK_LINE, all);
        if (end < 0) return;
        String head = all.toString(all.readerIndex(), end - all.readerIndex(), StandardCharsets.US_ASCII);
        if (!head.startsWith(opening.transport() == Transport.WEBSOCKET ? "HTTP/1.1 101" : "HTTP/1.1 200")) {
            opened.accept("the server answers: " + head);
            context.close();
            return;
        }
        all.readerIndex(end + 4);
        answered = true;
        if (!opening.hello().isEmpty()) hello(context, opening.hello());
        if (opening.ready().isEmpty()) toLive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (rest != null) rest.release();
        rest = null;
        if (!live) opened.accept("the server has closed the connection");
        else if (!closing) tally.cut();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
