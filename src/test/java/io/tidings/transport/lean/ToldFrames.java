package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tidings.model.Failure;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A decoder and everything that it has told, one line an event. */
final class ToldFrames implements FrameDecoder.Events {
    private final List<String> events = new ArrayList<>();
    private final FrameDecoder decoder;

    ToldFrames(int most) {
        decoder = new FrameDecoder(most, this);
    }

    /** What is told of bytes that come in one piece. */
    static List<String> of(ClientFrames frames) {
        return new ToldFrames(1000).read(frames.bytes()).events();
    }

    /** Decodes bytes that come in pieces of a size. */
    ToldFrames read(byte[] bytes, int piece) {
        for (int at = 0; at < bytes.length; at += piece)
            read(Unpooled.wrappedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
        return this;
    }

    ToldFrames read(byte[] bytes) {
        return read(Unpooled.wrappedBuffer(bytes));
    }

    ToldFrames read(ByteBuf bytes) {
        decoder.decode(bytes);
        return this;
    }

    List<String> events() {
        return List.copyOf(events);
    }

    boolean isIdle() {
        return decoder.isIdle();
    }

    @Override
    public void onText(byte[] message) {
        events.add("text " + new String(message, UTF_8));
    }

    @Override
    public void onBinary(byte[] message) {
        events.add("binary " + HexFormat.of().formatHex(message));
    }

    @Override
    public void onPing(byte[] payload) {
        events.add("ping " + new String(payload, UTF_8));
    }

    @Override
    public void onPong() {
        events.add("pong");
    }

    @Override
    public void onClose(int code) {
        events.add("close " + code);
    }

    @Override
    public void onBroken(Failure why) {
        events.add("broken " + why.closeCode());
    }
}
