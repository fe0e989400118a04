package io.tidings.bench.scenario;

import io.tidings.bench.client.Backpressure;
import io.tidings.bench.client.Loops;
import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Publisher;
import io.tidings.bench.client.Readers;
import io.tidings.bench.client.Tally;
import io.tidings.bench.report.Result;
import io.tidings.bench.server.Server;
import io.tidings.bench.server.Servers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What scenarios work with: the client, the servers, and what has been measured so far. */
public final class Stage implements AutoCloseable {
    /** Readers that may be connecting at once. */
    static final int ABREAST = 128;

    private static final double SETTLE_SECONDS = 0.5;
    /** A compiler that takes less of a core than this is at rest. */
    private static final double AT_REST = 0.02;

    private static final double MOST_SECONDS_OF_COMPILING = 10;
    /** By how much a machine that has other work may prolong a warm-up. */
    private static final int MOST_WARM_UPS = 5;

    private final Options options;
    private final Loops loops = new Loops();
    private final Servers servers;
    private final Set<Server> warm = new HashSet<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<String, String> versions = new TreeMap<>();
    private Runnable onShown = () -> {};

    public Stage(Options options, Servers servers) {
        this.options = options;
        this.servers = servers;
    }

    Options options() {
        return options;
    }

    Loops loops() {
        return loops;
    }

    Servers servers() {
        return servers;
    }

    /** The server of this name when it speaks the transport of this shape. */
    @Nullable
    Server server(String name, Shape shape) {
        Server server = servers.of(name, shape.transport(), shape.size());
        if (server != null) versions.putIfAbsent(server.name(), server.version());
        return server;
    }

    /** Connects everyone of a shape, and waits until all are live. */
    Readers readers(Server server, Shape shape) {
        List<String> channels = shape.channelNames();
        List<Opening> openings = IntStream.range(0, shape.sessions())
                .mapToObj(i -> server.opening(shape.transport(), channels.get(i % channels.size()), 0))
                .toList();
        return Readers.open(loops, openings, new Tally(shape.size()), ABREAST);
    }

    /** Publishes one by one to everyone of a shape. */
    Publisher publisher(Server server, Shape shape, Tally tally) {
        Backpressure backpressure = new Backpressure(tally, shape.readersOfEach(), options.window());
        return server.publisher(loops, shape.channelNames(), shape.size(), 1, backpressure);
    }

    /**
     * Lets a server that works get going; one that has not worked before must have had the processor for a while. Then waits until
     * the compilers of a JVM are at rest, which other work, or another pace, wakes again.
     */
    void settle(Server server) {
        pause(SETTLE_SECONDS);
        if (server.isFloor()) return;
        if (warm.add(server)) warmUp(server);
        double compiled = server.process().compilerSeconds();
        for (double waited = 0; waited < MOST_SECONDS_OF_COMPILING; waited += SETTLE_SECONDS) {
            pause(SETTLE_SECONDS);
            double before = compiled;
            compiled = server.process().compilerSeconds();
            if (compiled - before < AT_REST * SETTLE_SECONDS) return;
        }
    }

    private void warmUp(Server server) {
        double enough = server.process().cpuSeconds() + options.warmUp();
        long deadline = System.nanoTime() + (long) (MOST_WARM_UPS * options.warmUp() * 1e9);
        while (server.process().cpuSeconds() < enough && System.nanoTime() < deadline) pause(SETTLE_SECONDS);
    }

    /** What the kernel and the readers count while the publisher goes on; then stops it. */
    Map<String, Double> measure(Server server, Readers readers, Publisher publisher) {
        long answers = publisher.published();
        Stretch stretch = Stretch.begin(server, readers.tally());
        pause(options.seconds());
        Map<String, Double> figures = stretch.figures(publisher.published() - answers);
        publisher.stop();
        awaitQuiet(readers.tally());
        return figures;
    }

    /** Waits until nothing more arrives. */
    static void awaitQuiet(Tally tally) {
        for (long seen = -1; seen != tally.messages(); pause(0.1)) seen = tally.messages();
    }

    static void pause(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something whenever a run has shown something, so that little is lost when a run is broken off. */
    public void whenShown(Runnable action) {
        onShown = action;
    }

    /** Keeps and prints what a run has shown. */
    void show(String scenario, String work, String server, int run, Map<String, Double> figures) {
        results.add(new Result(scenario, work, server, run, figures));
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-44s %-18s %d ", work, server, run));
        figures.forEach((name, value) -> line.append(String.format(Locale.ROOT, " %s=%,.2f", name, value)));
        System.out.println(line);
        onShown.run();
    }

    /** What has been shown of a scenario. */
    public List<Result> results(String scenario) {
        return results.stream().filter(each -> each.scenario().equals(scenario)).toList();
    }

    /** What each server was that has been asked for. */
    public Map<String, String> versions() {
        return versions;
    }

    @Override
    public void close() {
        servers.close();
        loops.close();
    }
}
