package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tidings.bench.piece.PieceBenchmark;
import io.tidings.model.Failure;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Reading one masked text frame of a client. */
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class FrameDecoderBenchmark extends PieceBenchmark {
    @Param({"100", "4096"})
    public int size;

    private FrameDecoder decoder;
    private ByteBuf frame;
    private int read;

    @Setup
    public void write() {
        frame = Unpooled.directBuffer().writeBytes(ClientFrames.text("x".repeat(size)));
        decoder = new FrameDecoder(64 * 1024, new Counted());
    }

    @Benchmark
    public int decode() {
        frame.readerIndex(0);
        decoder.decode(frame);
        return read;
    }

    /** Adds up what is read; nothing but text is sent. */
    private final class Counted implements FrameDecoder.Events {
        @Override
        public void onText(byte[] message) {
            read += message.length;
        }

        @Override
        public void onBinary(byte[] message) {
            throw new IllegalStateException("not text");
        }

        @Override
        public void onPing(byte[] payload) {
            throw new IllegalStateException("not text");
        }

        @Override
        public void onPong() {
            throw new IllegalStateException("not text");
        }

        @Override
        public void onClose(int code) {
            throw new IllegalStateException("not text");
        }

        @Override
        public void onBroken(Failure why) {
            throw new IllegalStateException("not text: " + why);
        }
    }
}
