package io.tidings.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between a client and Redis, counts what it sees and cuts the connection at a chosen moment. */
public final class RedisProxy implements AutoCloseable {
    /** When to cut, once. */
    public enum Cut {
        NEVER,
        /** When an EVALSHA arrives: Redis does not see it. */
        BEFORE_SCRIPT,
        /** When Redis has executed an EVALSHA: the client does not see the answer. */
        AFTER_SCRIPT
    }

    /** Small, so that little fits between Redis and one who does not read. */
    private static final int WINDOW = 65_536;

    private final RedisServer server;
    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
    private final Gate gate = new Gate();
    private volatile boolean refusing;
    /** When the client has connected, as {@code System.nanoTime}. */
    private final List<Long> connections = new CopyOnWriteArrayList<>();

    private volatile @Nullable RedisServer other;
    private final AtomicInteger turn = new AtomicInteger();

    public RedisProxy(RedisServer server) {
        this.server = server;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        spawn(this::accept);
    }

    public String uri() {
        return "redis://127.0.0.1:" + listener.getLocalPort();
    }

    /** Arms the next cut. */
    public void cut(Cut moment) {
        cut.set(moment);
    }

    /** Whether the armed cut has happened. */
    public boolean hasCut() {
        return cut.get() == Cut.NEVER;
    }

    /** Ends what is connected, and every new connection as soon as it comes. */
    public void refuse(boolean now) {
        refusing = now;
        if (now) sockets.forEach(RedisProxy::close);
    }

    /** Breaks what is connected, as a machine does that knows nothing of its connections any more. */
    public void reset() {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closed) {
                // there is nothing to break
            }
            close(socket);
        }
    }

    /** Takes nothing from Redis, as long as it lasts: what Redis sends stays with Redis. */
    public void hold(boolean now) {
        gate.close(now);
    }

    /** How often the client has connected. */
    public int connections() {
        return connections.size();
    }

    /** When the client connected, as {@code System.nanoTime}. @param connection which of them, from 1 */
    public long connectedAt(int connection) {
        return connections.get(connection - 1);
    }

    /** Leads every second connection from now on to another server; all to the one with null. */
    public void alternate(@Nullable RedisServer other) {
        this.other = other;
        turn.set(0);
    }

    private RedisServer next() {
        RedisServer second = other;
        return second != null && turn.getAndIncrement() % 2 == 1 ? second : server;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.add(System.nanoTime());
                client.setTcpNoDelay(true);
                sockets.add(client);
                if (refusing) close(client);
                else join(client);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client) throws IOException {
        Socket redis = new Socket();
        redis.setReceiveBufferSize(WINDOW);
        redis.setTcpNoDelay(true);
        try {
            redis.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), next().port()));
        } catch (IOException away) {
            close(client);
            return;
        }
        sockets.add(redis);
        Link link = new Link(client, redis);
        spawn(() -> link.pump(client, redis, true));
        spawn(() -> link.pump(redis, client, false));
    }

    /** The two sockets of one connection. */
    private final class Link {
        private final Socket client;
        private final Socket redis;
        private volatile boolean scriptUnderWay;
        private volatile long scriptsBefore;

        private Link(Socket client, Socket redis) {
            this.client = client;
            this.redis = redis;
        }

        private void pump(Socket from, Socket to, boolean requests) {
            byte[] bytes = new byte[65_536];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    if (!requests) gate.pass();
                    boolean script = requests && text(bytes, length).contains("evalsha");
                    if (script && cut.compareAndSet(Cut.BEFORE_SCRIPT, Cut.NEVER)) break;
                    if (script) onScript();
                    if (!requests && isExecuted() && cut.compareAndSet(Cut.AFTER_SCRIPT, Cut.NEVER)) break;
                    out.write(bytes, 0, length);
                }
            } catch (IOException e) {
                // the other direction has ended the connection
            }
            RedisProxy.close(client);
            RedisProxy.close(redis);
            sockets.remove(client);
            sockets.remove(redis);
        }

        private void onScript() {
            if (scriptUnderWay || cut.get() != Cut.AFTER_SCRIPT) return;
            scriptsBefore = server.calls("evalsha");
            scriptUnderWay = true;
        }

        /** RACE: what Redis answers first may be the answer to a canary that was sent before the script. */
        private boolean isExecuted() {
            return scriptUnderWay && server.calls("evalsha") > scriptsBefore;
        }
    }

    /** Lets nothing pass while it is closed. */
    private static final class Gate {
        private boolean closed;

        synchronized void close(boolean now) {
            closed = now;
            notifyAll();
        }

        synchronized void pass() throws IOException {
            try {
                while (closed) wait();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static void spawn(Runnable task) {
        Thread thread = new Thread(task, "redis-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(RedisProxy::close);
    }
}
