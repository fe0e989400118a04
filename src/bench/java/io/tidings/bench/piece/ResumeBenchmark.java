package io.tidings.bench.piece;

import io.tidings.core.feed.Resume;
import io.tidings.core.port.LogPage;
import io.tidings.model.Entry;
import io.tidings.model.Since;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** What someone who comes back has missed: the decision, and a join with its replay from end to end. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class ResumeBenchmark extends PieceBenchmark {
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
