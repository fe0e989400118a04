package io.tidings.bench.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many readers of one server. */
public final class Readers implements AutoCloseable {
    /** Connections from one source address; another is taken beyond, as ports are scarce. */
    private static final int PER_ADDRESS = 20_000;

    private static final int PATIENCE_SECONDS = 120;

    private final Bootstrap bootstrap;
    private final List<Opening> openings;
    private final Tally tally;
    private final ConcurrentLinkedQueue<Channel> channels = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final CountDownLatch live;

    private Readers(Loops loops, List<Opening> openings, Tally tally) {
        this.bootstrap = loops.readers();
        this.openings = openings;
        this.tally = tally;
        this.live = new CountDownLatch(openings.size());
    }

    /** Connects all, and waits until each is live. @param abreast how many may be on their way at once */
    public static Readers open(Loops loops, List<Opening> openings, Tally tally, int abreast) {
        Readers readers = new Readers(loops, openings, tally);
        for (int i = 0; i < Math.min(abreast, openings.size()); i++) readers.openNext();
        readers.awaitLive();
        return readers;
    }

    private void awaitLive() {
        try {
            boolean inTime = live.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String what = fault.get();
            if (inTime && what == null) return;
            close();
            throw new IllegalStateException(live.getCount() + " of " + openings.size() + " readers are not live: "
                    + (what == null ? "the server is silent" : what));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openNext() {
        int index = next.getAndIncrement();
        if (index >= openings.size()) return;
        Opening opening = openings.get(index);
        Reader reader = Reader.of(opening, tally, this::onOpened);
        URI uri = opening.uri();
        ChannelFuture connecting = bootstrap
                .clone()
                .handler(reader)
                .localAddress(source(index))
                .remoteAddress(uri.getHost(), uri.getPort())
                .connect();
        channels.add(connecting.channel());
        connecting.addListener(done -> {
            if (!done.isSuccess()) onOpened(String.valueOf(done.cause()));
        });
    }

    private static @Nullable InetSocketAddress source(int index) {
        return index < PER_ADDRESS ? null : new InetSocketAddress("127.0.0." + (1 + index / PER_ADDRESS), 0);
    }

    private void onOpened(@Nullable String what) {
        if (what != null) fault.compareAndSet(null, what);
        live.countDown();
        openNext();
    }

    public int size() {
        return openings.size();
    }

    public Tally tally() {
        return tally;
    }

    /** Sends a text to every reader's server, as a frame of its own. */
    public void say(String text) {
        for (Channel channel : channels)
            channel.eventLoop().execute(() -> {
                WebSocketReader reader = channel.pipeline().get(WebSocketReader.class);
                if (reader != null) reader.hello(channel.pipeline().firstContext(), text);
            });
    }

    /** Closes all, and waits until the sockets are free. */
    @Override
    public void close() {
        for (Channel channel : channels) {
            Reader reader = channel.pipeline().get(Reader.class);
            if (reader != null) reader.leave();
        }
        channels.forEach(Channel::close);
        for (Channel channel : channels) channel.closeFuture().awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
}
