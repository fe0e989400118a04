package io.tidings.bench.piece;

import io.tidings.core.feed.Resume;
import io.tidings.core.port.LogPage;
import io.tidings.model.Entry;
import io.tidings.model.Since;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What someone who comes back has missed: the decision, and a join with its replay from end to end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class ResumeBenchmark {
    private static final int MISSED = 10;

    private List<Entry> log;
    private LogPage page;
    private Core core;

    @Setup
    public void write() {
        log = Samples.log(MISSED, 200);
        page = new LogPage(log, log.get(MISSED - 1).id(), false);
        core = new Core(1);
        core.publish(Samples.message(200), 100);
    }

    @Benchmark
    public Resume decide() {
        return Resume.of(log.get(0).prev(), page);
    }

    @Benchmark
    public long joinAndLeave() {
        return core.joinAndLeave(new Since.Last(MISSED));
    }
}
