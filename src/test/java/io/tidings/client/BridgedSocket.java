package io.tidings.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One socket of a WebSocket client, and the stream that it becomes. */
final class BridgedSocket extends ChannelInboundHandlerAdapter {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** What HTTP/2 says otherwise, or not at all. */
    private static final Set<String> DROPPED =
            Set.of("host", "connection", "upgrade", "sec-websocket-key", "content-length");

    private final Http2Bridge bridge;
    private final ByteBuf unsent = Unpooled.buffer();
    private String key = "";
    private @Nullable Channel stream;

    BridgedSocket(Http2Bridge bridge) {
        this.bridge = bridge;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (stream != null) {
            stream.writeAndFlush(new DefaultHttp2DataFrame(bytes));
            return;
        }
        unsent.writeBytes(bytes);
        bytes.release();
        int end = ByteBufUtil.indexOf(Unpooled.wrappedBuffer("\r\n\r\n".getBytes(US_ASCII)), unsent);
        if (end >= 0) open(ctx, unsent.readSlice(end + 4).toString(US_ASCII));
    }

    private void open(ChannelHandlerContext ctx, String head) {
        ctx.channel().config().setAutoRead(false);
        CompletableFuture.supplyAsync(bridge::client, Http2Bridge.BLOCKING)
                .thenApply(client -> client.open(headers(client, head.split("\r\n")), false, new Back(ctx.channel())))
                .whenCompleteAsync((opened, failure) -> begin(ctx, opened), ctx.executor());
    }

    private Http2Headers headers(Http2Client client, String[] lines) {
        Http2Headers headers = client.webSocket(lines[0].split(" ")[1]);
        headers.remove("sec-websocket-version");
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':')).toLowerCase(Locale.ROOT);
            String value = lines[i].substring(name.length() + 1).strip();
            if (name.equals("sec-websocket-key")) key = value;
            if (!DROPPED.contains(name)) headers.add(name, value);
        }
        return headers;
    }

    private void begin(ChannelHandlerContext ctx, @Nullable Channel opened) {
        if (opened == null || !ctx.channel().isActive()) {
            ctx.close();
            if (opened != null) opened.close();
            return;
        }
        stream = opened;
        if (unsent.isReadable()) opened.writeAndFlush(new DefaultHttp2DataFrame(unsent));
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent && stream != null)
            stream.writeAndFlush(new DefaultHttp2DataFrame(true));
    }

    /**
     * RACE: when reading is switched off and on while a read is under way, Netty's stream has two reads asked for; the second returns the
     * window without a flush, and the service would never hear of it.
     */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (stream == null) return;
        stream.config().setAutoRead(ctx.channel().isWritable());
        stream.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (stream != null) stream.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
        ctx.close();
    }

    /** What the service says on the stream. */
    private final class Back extends ChannelInboundHandlerAdapter {
        private final Channel socket;

        private Back(Channel socket) {
            this.socket = socket;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            if (frame instanceof Http2HeadersFrame answer) {
                socket.writeAndFlush(Unpooled.copiedBuffer(head(answer.headers()), US_ASCII));
                if (answer.isEndStream()) end();
            } else if (frame instanceof Http2DataFrame data) {
                socket.writeAndFlush(data.content().retain());
                if (data.isEndStream()) end();
                data.release();
            } else {
                ReferenceCountUtil.release(frame);
            }
        }

        private String head(Http2Headers headers) {
            String status = Objects.requireNonNull(headers.status()).toString();
            StringBuilder head = new StringBuilder("HTTP/1.1 ")
                    .append(status.equals("200") ? "101 Switching Protocols" : status + " Bridged")
                    .append("\r\n");
            if (status.equals("200"))
                head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ")
                        .append(accept())
                        .append("\r\n");
            else head.append("Connection: close\r\n");
            headers.forEach(each -> {
                if (each.getKey().charAt(0) != ':')
                    head.append(each.getKey())
                            .append(": ")
                            .append(each.getValue())
                            .append("\r\n");
            });
            return head.append("\r\n").toString();
        }

        private String accept() {
            try {
                byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII));
                return Base64.getEncoder().encodeToString(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private void end() {
            socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> ((SocketChannel) socket).shutdownOutput());
        }

        /** Both sides have ended, or one has reset the stream. */
        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(left -> socket.close());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            ctx.close();
        }
    }
}
