package io.tidings.bench.piece;

import io.tidings.model.Message;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A batch from the append to every subscription of its channel; with one subscription it is the cost of the feed's append. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class FanoutBenchmark {
    @Param({"1", "1000"})
    public int subscriptions;

    @Param({"1", "8"})
    public int batch;

    private Core core;
    private Message message;

    @Setup
    public void start() {
        core = new Core(subscriptions);
        message = Samples.message(200);
    }

    @Benchmark
    public long publish() {
        return core.publish(message, batch);
    }
}
