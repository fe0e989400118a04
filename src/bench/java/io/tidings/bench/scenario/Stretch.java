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
    private final long from = System.nanoTime();
    private final double cpu;
    private final double clientCpu;
    private final long writes;
    private final long messages;
    private final long reads;
    private final long bytes;

    private Stretch(Server server, Tally tally) {
        this.server = server;
        this.tally = tally;
        cpu = server.process().cpuSeconds();
        clientCpu = ServerProcess.cpuSeconds(SELF);
        writes = server.process().writes();
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
        long written = server.process().writes() - writes - answers;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.MICROS, used / delivered * 1e6);
        figures.put(Figure.RATE, delivered / seconds);
        figures.put(Figure.CORE, 100 * used / seconds);
        if (!server.isFloor() && written > 0) figures.put(Figure.PER_WRITE, delivered / written);
        figures.put(Figure.PER_READ, delivered / Math.max(1, tally.reads() - reads));
        figures.put(Figure.BYTES, (tally.bytes() - bytes) / delivered);
        figures.put(Figure.CLIENT, clientPercent());
        if (tally.lost() > 0) figures.put(Figure.LOST, (double) tally.lost());
        return figures;
    }
}
