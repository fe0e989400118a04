package io.tidings.bench.piece;

import io.tidings.wire.JsonScanner;
import io.tidings.wire.JsonValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Checking the JSON of a publication, and taking out the white space between its tokens. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class JsonScanBenchmark extends PieceBenchmark {
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
