package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.transport.ReadableFrame;
import io.tidings.wire.Encoding;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes around a message on each transport, and who holds the buffer. */
class DirectFramesTest {
    private static final Channel CHANNEL = Channel.parse("orders.42");

    private final DirectFrames frames = new DirectFrames();

    /** A message whose payload as text has so many bytes. */
    private static Entry entry(int size) {
        int rest = size - Encoding.message(Format.TEXT, CHANNEL, entry("")).length;
        return entry("x".repeat(rest));
    }

    private static Entry entry(String data) {
        Message message = new Message(("{\"time\":\"t\",\"data\":\"" + data + "\"}").getBytes(UTF_8));
        return new Entry(new Position(1, 2), new Position(0, 1), message);
    }

    private static String head(Frame frame, int bytes) {
        ByteBuf wire = ((DirectFrame) frame).forOneWrite();
        try {
            return HexFormat.of().formatHex(ByteBufUtil.getBytes(wire, 0, bytes));
        } finally {
            wire.release();
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 8164", "125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000"})
    void textIsOneWholeFrame(int size, String head) {
        // When
        Frame frame = frames.message(Format.TEXT, CHANNEL, entry(size));
        // Then
        assertThat(frame.size()).isEqualTo(head.length() / 2 + size);
        assertThat(head(frame, head.length() / 2)).isEqualTo(head);
        frame.release();
    }

    @Test
    void anEventIsOneChunk() {
        // Given
        byte[] block = Encoding.message(Format.EVENT, CHANNEL, entry(1000));
        // When
        Frame frame = frames.message(Format.EVENT, CHANNEL, entry(1000));
        // Then
        ByteBuf wire = ((DirectFrame) frame).forOneWrite();
        assertThat(wire.toString(UTF_8))
                .isEqualTo(Integer.toHexString(block.length) + "\r\n" + new String(block, UTF_8) + "\r\n");
        wire.release();
        frame.release();
    }

    @ParameterizedTest
    @EnumSource
    void whatAMessageSaysCanBeReadWithoutWhatIsAroundIt(Format format) {
        // Given
        ServerFrame pong = new ServerFrame.Pong("1");
        // When
        ReadableFrame message = (ReadableFrame) frames.message(format, CHANNEL, entry(300));
        ReadableFrame answer = (ReadableFrame) frames.frame(format, pong, null);
        // Then
        assertThat(message.bytes()).isEqualTo(Encoding.message(format, CHANNEL, entry(300)));
        assertThat(answer.bytes()).isEqualTo(Encoding.frame(format, pong, null));
        message.release();
        answer.release();
    }

    @Test
    void theBufferLivesUntilTheLastWriteHasLeft() {
        // Given
        DirectFrame frame = (DirectFrame) frames.message(Format.TEXT, CHANNEL, entry(200));
        ByteBuf first = frame.forOneWrite();
        ByteBuf second = frame.forOneWrite();
        // When
        frame.release();
        first.readerIndex(first.writerIndex());
        first.release();
        // Then
        assertThat(second.isReadable()).isTrue();
        assertThat(second.refCnt()).isPositive();
        assertThat(second.release()).isTrue();
    }
}
