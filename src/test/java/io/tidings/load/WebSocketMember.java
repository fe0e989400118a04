package io.tidings.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** By WebSocket. */
final class WebSocketMember extends Member {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    WebSocketMember(Crowd crowd, String channel, String since, int first) {
        super(crowd, channel, since, first);
    }

    @Override
    void initialize(Channel connection) {
        connection.pipeline().addLast(new Frames());
    }

    @Override
    void ask(Channel connection) {
        connection.writeAndFlush(request(
                "/v1/ws",
                "Connection: Upgrade\r\nUpgrade: websocket\r\n",
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"));
    }

    private void onFrame(Channel connection, int opcode, String text) {
        switch (opcode) {
            case TEXT -> onText(connection, text);
            case PING -> connection.writeAndFlush(masked(PONG, text));
            case CLOSE -> {
                if (text.length() >= 2) onClosed(text.charAt(0) << 8 | text.charAt(1));
                connection.writeAndFlush(masked(CLOSE, text)).addListener(sent -> connection.close());
            }
            default -> {}
        }
    }

    private void onText(Channel connection, String text) {
        switch (text(text, "\"type\":\"")) {
            case "message", "gap" -> onMessage(text);
            case "welcome" -> {
                if (!text.contains("\"id\":\"")) return;
                position = text(text, "\"id\":\"");
                onOpen();
            }
            // The channel could not be joined in time: its one subscriber comes back a little later.
            case "unsubscribed" -> {
                retryAfter(1_000);
                connection.close();
            }
            case "bye" -> onBye(text);
            default -> {}
        }
    }

    /** A short frame; a mask of zeros leaves it as it is. */
    private static ByteBuf masked(int opcode, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf frame = Unpooled.buffer().writeByte(0x80 | opcode);
        if (payload.length < 126) frame.writeByte(0x80 | payload.length);
        else frame.writeByte(0x80 | 126).writeShort(payload.length);
        return frame.writeInt(0).writeBytes(payload);
    }

    /** Splits what comes into frames, of which it keeps the beginning. */
    private final class Frames extends ByteToMessageDecoder {
        private final StringBuilder text = new StringBuilder();
        private boolean upgraded;
        private int opcode;
        /** Bytes of the frame that have not come yet; -1 between two frames. */
        private long left = -1;

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (!upgraded && !passHead(context, in)) return;
            while (left >= 0 || readHeader(in)) {
                int part = (int) Math.min(left, in.readableBytes());
                int kept = Math.min(part, Lines.KEPT - text.length());
                text.append(in.toString(in.readerIndex(), kept, StandardCharsets.ISO_8859_1));
                in.skipBytes(part);
                left -= part;
                if (left > 0) return;
                left = -1;
                onFrame(context.channel(), opcode, text.toString());
            }
        }

        private boolean passHead(ChannelHandlerContext context, ByteBuf in) {
            String head = in.toString(StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) return false;
            if (!head.startsWith("HTTP/1.1 101")) throw new IllegalStateException(head);
            in.skipBytes(end + 4);
            upgraded = true;
            context.writeAndFlush(masked(
                    TEXT,
                    "{\"type\":\"connect\",\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\"" + position
                            + "\"}]}"));
            return true;
        }

        private boolean readHeader(ByteBuf in) {
            if (in.readableBytes() < 2) return false;
            int length = in.getByte(in.readerIndex() + 1) & 0x7f;
            int extended = length < 126 ? 0 : length == 126 ? 2 : 8;
            if (in.readableBytes() < 2 + extended) return false;
            opcode = in.readByte() & 0x0f;
            in.skipBytes(1);
            left = extended == 0 ? length : extended == 2 ? in.readUnsignedShort() : in.readLong();
            text.setLength(0);
            return true;
        }
    }
}
