package io.tidings.bench.piece;

import io.tidings.model.Message;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A batch from the append to every subscription of its channel; with one subscription it is the cost of the feed's append. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class FanoutBenchmark extends PieceBenchmark {
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
