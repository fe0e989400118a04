package io.tidings.bench.piece;

import io.tidings.wire.JsonScanner;
import io.tidings.wire.JsonValue;
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

/** Checking the JSON of a publication, and taking out the white space between its tokens. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class JsonScanBenchmark {
    @Param({"200", "4096"})
    public int size;

    private final JsonScanner scanner = new JsonScanner(JsonScanner.DEFAULT_DEPTH);
    private byte[] json;

    @Setup
    public void write() {
        json = Samples.json(size);
    }

    @Benchmark
    public JsonValue scan() {
        return scanner.scan(json);
    }
}
