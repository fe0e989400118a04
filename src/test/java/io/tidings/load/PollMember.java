package io.tidings.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.nio.charset.StandardCharsets;

/** By long polls, one after another on a connection that is kept as long as the service keeps it. */
final class PollMember extends Member {
    private static final String MESSAGE = "{\"type\":";

    PollMember(Crowd crowd, String channel, String since, int first) {
        super(crowd, channel, since, first);
    }

    @Override
    void initialize(Channel connection) {
        connection.pipeline().addLast(new HttpResponseDecoder(), new HttpObjectAggregator(4 << 20), new Answers());
    }

    @Override
    void ask(Channel connection) {
        connection.writeAndFlush(request("/v1/poll?channel=" + channel + "&since=" + position + "&wait=50s"));
        onOpen();
    }

    private void onAnswer(ChannelHandlerContext context, FullHttpResponse answer) {
        String body = answer.content().toString(StandardCharsets.UTF_8);
        boolean closes = answer.headers().contains("Connection", "close", true);
        if (answer.status().code() == 200) take(body);
        else retryAfter(1_000L * answer.headers().getInt("Retry-After", 1));
        if (closes) onTold("draining");
        if (closes || answer.status().code() != 200) context.close();
        else ask(context.channel());
    }

    private void take(String body) {
        for (int at = body.indexOf(MESSAGE); at >= 0; ) {
            int next = body.indexOf(MESSAGE, at + 1);
            onMessage(body.substring(at, next < 0 ? body.length() : next));
            at = next;
        }
        position = text(body, "\"cursor\":\"");
    }

    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
            onAnswer(context, answer);
        }
    }
}
