package io.tidings.backbone.redis;

import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one address connected: when a node ends, the next generation follows, with back-off and jitter. Confined to the
 * loop.
 */
final class Link implements RedisNode.Listener {
    private static final System.Logger LOG = System.getLogger(Link.class.getName());
    private static final long FIRST_DELAY = 10;
    private static final long LONGEST_DELAY = 1_000;

    /** Who is told; called on the loop. */
    interface Listener {
        void onLinkUp(Link link);

        /** The node says that it does not own some channel. */
        void onMoved();

        /** The link is away; told again at each attempt that fails. */
        void onLinkDown(Link link);
    }

    /** A link that was up for so long, in milliseconds, is tried again as if for the first time. */
    private static final long STEADY = 250;

    private final RedisNode.Common common;
    private final String address;
    private final String name;
    private final Listener listener;
    private @Nullable RedisNode node;
    private @Nullable RedisNode connected;
    private long delay = FIRST_DELAY;
    private long since = System.nanoTime();
    private String why = "it is being connected";
    private boolean open = true;

    /** Starts to connect. */
    Link(RedisNode.Common common, String address, Listener listener) {
        this.common = common;
        this.address = address;
        this.name = name(address);
        this.listener = listener;
        connect();
    }

    /** Host and port: an address may hold a password. */
    static String name(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null) return uri.getScheme() + " socket";
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort());
    }

    /** The node to speak to; null while the link is away. */
    @Nullable
    RedisNode connected() {
        return connected;
    }

    String address() {
        return address;
    }

    String name() {
        return name;
    }

    /** For how long the link has been away, in nanoseconds. */
    long away() {
        return connected == null ? System.nanoTime() - since : 0;
    }

    /** A sentence for operators. */
    String description() {
        return connected != null ? "Redis " + name + " is connected" : "Redis " + name + " is away: " + why;
    }

    /** Connects no more, and tells nothing; what is under way may still be answered, until {@link #close}. */
    void retire() {
        open = false;
        if (connected == null) close();
    }

    void close() {
        open = false;
        if (node != null) node.close();
    }

    private void connect() {
        if (open) node = new RedisNode(common, address, this);
    }

    @Override
    public void onUp(RedisNode up) {
        connected = up;
        since = System.nanoTime();
        LOG.log(System.Logger.Level.INFO, "Redis is connected; node={0}", name);
        listener.onLinkUp(this);
    }

    @Override
    public void onMoved() {
        if (open) listener.onMoved();
    }

    @Override
    public void onDown(RedisNode down, String reason) {
        boolean wasUp = connected != null;
        if (wasUp && System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(STEADY)) delay = FIRST_DELAY;
        if (wasUp) since = System.nanoTime();
        connected = null;
        why = reason;
        if (!open) return;
        LOG.log(level(wasUp), "Redis is away; node={0} reason={1}", name, reason);
        common.vertx().setTimer(nextDelay(), id -> connect());
        listener.onLinkDown(this);
    }

    /** Once per outage; what the attempts find meanwhile is in {@link #description}. */
    private System.Logger.Level level(boolean wasUp) {
        return wasUp || delay == FIRST_DELAY ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
    }

    private long nextDelay() {
        long next = ThreadLocalRandom.current().nextLong(delay / 2, delay + 1);
        delay = Math.min(LONGEST_DELAY, 2 * delay);
        return Math.max(1, next);
    }
}
