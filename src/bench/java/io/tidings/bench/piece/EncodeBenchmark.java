package io.tidings.bench.piece;

import io.tidings.model.Entry;
import io.tidings.wire.MessageWriter;
import io.tidings.wire.SseWriter;
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

/** A message from its stored form to what goes out on a WebSocket or an event stream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class EncodeBenchmark {
    @Param({"200", "4096"})
    public int size;

    private Entry entry;

    @Setup
    public void write() {
        entry = Samples.log(1, size).get(0);
    }

    @Benchmark
    public byte[] text() {
        return MessageWriter.json(Samples.CHANNEL, entry);
    }

    @Benchmark
    public byte[] event() {
        return SseWriter.message(Samples.CHANNEL, entry, true);
    }
}
