package io.tidings.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;

/** By Server-Sent Events. */
final class StreamMember extends Member {
    private String event = "";

    StreamMember(Crowd crowd, String channel, String since, int first) {
        super(crowd, channel, since, first);
    }

    @Override
    void initialize(Channel connection) {
        connection.pipeline().addLast(new HttpResponseDecoder(), new Events());
    }

    @Override
    void ask(Channel connection) {
        connection.writeAndFlush(request("/v1/stream?channel=" + channel + "&since=" + position));
    }

    private void onLine(String line) {
        if (line.startsWith("event: ")) event = line.substring("event: ".length());
        if (line.startsWith("data: ")) onData(line);
        if (line.isEmpty()) event = "";
    }

    private void onData(String line) {
        switch (event) {
            case "welcome" -> {
                position = text(line, "\"id\":\"");
                onOpen();
            }
            case "bye" -> onBye(line);
            default -> onMessage(line);
        }
    }

    private final class Events extends SimpleChannelInboundHandler<HttpObject> {
        private final Lines lines = new Lines(StreamMember.this::onLine);

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpResponse head && head.status().code() != 200)
                throw new IllegalStateException(head.toString());
            if (part instanceof HttpContent content) lines.add(content.content());
            if (part instanceof LastHttpContent) context.close();
        }
    }
}
