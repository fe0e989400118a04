package io.tidings.bench.piece;

import io.tidings.model.Entry;
import io.tidings.wire.MessageWriter;
import io.tidings.wire.SseWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A message from its stored form to what goes out on a WebSocket or an event stream. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class EncodeBenchmark extends PieceBenchmark {
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
