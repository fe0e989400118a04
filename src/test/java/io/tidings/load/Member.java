package io.tidings.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of one channel whose messages are numbered: each must come once, in its order. It reads just enough of what comes.
 * Confined to its crowd's thread.
 */
abstract class Member {
    /** How a member is connected. */
    enum Way {
        WEBSOCKET,
        SSE,
        POLL
    }

    final Crowd crowd;
    final String channel;
    String position;
    private int next;
    private long lost;
    private long duplicated;
    private long gaps;
    private int connects;
    private int failures;
    private boolean open;
    private boolean reading = true;
    private String bye = "";
    private int closeCode;
    private long toldAt;
    private long retryAfter;
    private @Nullable Channel connection;

    Member(Crowd crowd, String channel, String since, int first) {
        this.crowd = crowd;
        this.channel = channel;
        this.position = since;
        this.next = first;
    }

    /** What reads the answers of a new connection. */
    abstract void initialize(Channel connection);

    /** What is asked on a new connection. */
    abstract void ask(Channel connection);

    final void connect() {
        open = false;
        connects++;
        crowd.bootstrap()
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        initialize(opened);
                        opened.pipeline().addLast(new End());
                    }
                })
                .connect(
                        new InetSocketAddress(crowd.pod().getHost(), crowd.pod().getPort()))
                .addListener(done -> {
                    if (!done.isSuccess()) onFailed();
                });
    }

    private void onFailed() {
        failures++;
        comeBack(100);
    }

    private final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            connection = context.channel();
            context.channel().config().setAutoRead(reading);
            ask(context.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel() != connection) return;
            connection = null;
            open = false;
            comeBack(retryAfter);
            retryAfter = 0;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cut) {
            context.close();
        }
    }

    private void comeBack(long millis) {
        if (!crowd.comesBack()) return;
        crowd.bootstrap().config().group().schedule(this::connect, millis, TimeUnit.MILLISECONDS);
    }

    final void read(boolean on) {
        reading = on;
        if (connection != null) connection.config().setAutoRead(on);
    }

    /** The subscription stands. */
    final void onOpen() {
        open = true;
    }

    /** @param message its beginning, which has all but the padding of its data */
    final void onMessage(String message) {
        if (message.contains("\"type\":\"gap\"")) {
            gaps++;
            position = text(message, "\"id\":\"");
            return;
        }
        position = text(message, "\"id\":\"");
        int number = (int) number(message, "\"n\":");
        if (number < next) duplicated++;
        else lost += number - next;
        next = Math.max(next, number + 1);
        crowd.latencies().add(System.nanoTime() - number(message, "\"at\":"));
    }

    /** The last words of the service. */
    final void onBye(String words) {
        onTold(text(words, "\"code\":\""));
        if (words.contains("\"retryAfter\":")) retryAfter = number(words, "\"retryAfter\":");
    }

    final void onTold(String code) {
        if (isTold()) return;
        bye = code;
        toldAt = System.nanoTime();
    }

    final void onClosed(int code) {
        if (closeCode == 0) closeCode = code;
    }

    final void retryAfter(long millis) {
        retryAfter = millis;
    }

    /** What follows a name, up to the next quote. */
    static String text(String json, String name) {
        int from = json.indexOf(name) + name.length();
        return json.substring(from, json.indexOf('"', from));
    }

    private static long number(String json, String name) {
        int from = json.indexOf(name) + name.length();
        int to = from;
        while (to < json.length() && Character.isDigit(json.charAt(to))) to++;
        return Long.parseLong(json, from, to, 10);
    }

    /** A request of HTTP/1.1. */
    final ByteBuf request(String address, String... headers) {
        String text = "GET " + address + " HTTP/1.1\r\nHost: "
                + crowd.pod().getAuthority() + "\r\nAuthorization: Bearer " + Crowd.TOKEN + "\r\n"
                + String.join("", headers) + "\r\n";
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    boolean isOpen() {
        return open;
    }

    boolean isConnected() {
        return connection != null;
    }

    /** The number that is expected next: how many have come, for one that came before the first. */
    int next() {
        return next;
    }

    long lost() {
        return lost;
    }

    long duplicated() {
        return duplicated;
    }

    long gaps() {
        return gaps;
    }

    int connects() {
        return connects;
    }

    int failures() {
        return failures;
    }

    /** The code of the first {@code bye}; empty before one. */
    String bye() {
        return bye;
    }

    /** With what the first connection was closed; 0 as long as it was not. */
    int closeCode() {
        return closeCode;
    }

    boolean isTold() {
        return toldAt != 0;
    }

    long toldAt() {
        return toldAt;
    }
}
