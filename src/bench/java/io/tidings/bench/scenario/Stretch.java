package io.tidings.bench.scenario;

import io.tidings.bench.client.Tally;
import io.tidings.bench.report.Figure;
import io.tidings.bench.server.Server;
import io.tidings.bench.server.ServerProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** A stretch of time: what the kernel and the readers have counted in it. */
final class Stretch {
    private static final long SELF = ProcessHandle.current().pid();

    private final Server server;
    private final Tally tally;
    private final long from;
    private final double cpu;
    private final double clientCpu;
    private final long segments;
    private final long messages;
    private final long reads;
    private final long bytes;

    private Stretch(Server server, Tally tally) {
        this.server = server;
        this.tally = tally;
        segments = server.process().segments();
        cpu = server.process().cpuSeconds();
        from = System.nanoTime();
        clientCpu = ServerProcess.cpuSeconds(SELF);
        messages = tally.messages();
        reads = tally.reads();
        bytes = tally.bytes();
    }

    static Stretch begin(Server server, Tally tally) {
        return new Stretch(server, tally);
    }

    double seconds() {
        return (System.nanoTime() - from) / 1e9;
    }

    long deliveries() {
        return tally.messages() - messages;
    }

    double cpuSeconds() {
        return server.process().cpuSeconds() - cpu;
    }

    /** The share of the client's core that the client has used, in percent. */
    double clientPercent() {
        return 100 * (ServerProcess.cpuSeconds(SELF) - clientCpu) / seconds();
    }

    /** @param answers to publications, which are writes but no deliveries */
    Map<String, Double> figures(long answers) {
        double seconds = seconds();
        double used = cpuSeconds();
        double delivered = Math.max(1, deliveries());
        double client = clientPercent();
        long brought = tally.reads() - reads;
        double carried = tally.bytes() - bytes;
        long written = server.process().segments() - segments - answers;
        // counting takes a while, so what was delivered until then is what was written
        double deliveredByThen = deliveries();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.MICROS, used / delivered * 1e6);
        figures.put(Figure.RATE, delivered / seconds);
        figures.put(Figure.CORE, 100 * used / seconds);
        if (written > 0) figures.put(Figure.PER_WRITE, deliveredByThen / written);
        figures.put(Figure.PER_READ, delivered / Math.max(1, brought));
        figures.put(Figure.BYTES, carried / delivered);
        figures.put(Figure.CLIENT, client);
        if (tally.lost() > 0) figures.put(Figure.LOST, (double) tally.lost());
        return figures;
    }
}
