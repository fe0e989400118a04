package io.tidings.transport.lean;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tidings.model.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The closing handshake and the answers to pings, byte by byte. */
class WebSocketConnectionTest {
    private static final String PROTOCOL_ERROR = "88 " + hex(ClientFrames.code(1002, "protocol-error"));
    private static final int END_MILLIS = 1_000;

    private final EchoConnection connection = new EchoConnection(new Terms(Terms.mark(2_000), 1_000, END_MILLIS, 1));
    private final EmbeddedChannel channel = new EmbeddedChannel(connection);

    /** A close has an end in real time otherwise, whatever holds the test up. */
    @BeforeEach
    void stopTheClock() {
        channel.freezeTime();
    }

    @AfterEach
    void leave() {
        channel.finishAndReleaseAll();
    }

    private static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private ByteBuf send(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        channel.pipeline().fireChannelRead(in).fireChannelReadComplete();
        return in;
    }

    /** The frames that have left, as the first byte and the payload. */
    private List<String> sent() {
        List<String> frames = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (out.isReadable()) frames.add(hex(out.readByte()) + " " + hex(ByteBufUtil.getBytes(out.skipBytes(1))));
            out.release();
        }
        return frames;
    }

    @Test
    void theClientsCloseIsAnsweredWithItsCodeAndEndsTheConnection() {
        // When
        ByteBuf in = send(ClientFrames.close(3999));
        // Then
        assertThat(sent()).containsExactly("88 0f9f");
        assertThat(connection.hasEnded()).isTrue();
        assertThat(channel.isOpen()).isFalse();
        assertThat(in.refCnt()).isZero();
    }

    @Test
    void aCloseWithoutACodeIsAnsweredByOne() {
        // When
        send(new ClientFrames().frame(0x80 | Opcode.CLOSE).bytes());
        // Then
        assertThat(sent()).containsExactly("88 ");
    }

    @Test
    void afterOurCloseNothingLeavesAndOnlyTheClientsCloseCounts() {
        // Given
        connection.close(Failure.TOKEN_EXPIRED);
        // When
        send(new ClientFrames()
                .frame(0x80 | Opcode.TEXT, "late")
                .frame(0x80 | Opcode.PING, "late")
                .bytes());
        connection.ping();
        connection.close(Failure.INTERNAL);
        connection.flush();
        // Then
        assertThat(sent()).containsExactly("88 " + hex(ClientFrames.code(4002, "token-expired")));
        assertThat(channel.isOpen()).isTrue();
        send(ClientFrames.close(4002));
        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
        assertThat(connection.hasEnded()).isFalse();
    }

    @Test
    void aClientThatNeverAnswersOurCloseIsCutOff() {
        // Given
        connection.close(Failure.DRAINING);
        channel.advanceTimeBy(END_MILLIS - 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        // When
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        // Then
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatFollowsABrokenFrameIsNotLookedAt() {
        // When
        send(new ClientFrames()
                .frame(0x80 | Opcode.TEXT, "a")
                .raw(0x83)
                .frame(0x80 | Opcode.TEXT, "b")
                .bytes());
        // Then
        assertThat(sent()).containsExactly("81 " + hex("a".getBytes(US_ASCII)), PROTOCOL_ERROR);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBrokenFrameAfterOurCloseEndsTheConnectionWithoutAnotherWord() {
        // Given
        connection.close(Failure.TOO_SLOW);
        sent();
        // When
        send(new ClientFrames().raw(0x83).bytes());
        // Then
        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void pingsOfOneReadAreAnsweredInOrderWithTheirPayload() {
        // When
        send(new ClientFrames()
                .frame(0x80 | Opcode.PING, "a")
                .frame(0x80 | Opcode.PING)
                .bytes());
        // Then
        assertThat(sent()).containsExactly("8a 61", "8a ");
    }

    @Test
    void pingsOfOneWhoDoesNotReadTheAnswersCostNoMemory() {
        // Given
        ClientFrames pings = new ClientFrames();
        for (int i = 0; i < 1_000; i++) pings.frame(0x80 | Opcode.PING, "x".repeat(125));
        // When
        send(pings.bytes());
        // Then
        assertThat(sent()).hasSizeBetween(1, 10);
    }

    @Test
    void whatComesInIsReleasedWhateverBecomesOfTheConnection() {
        // Given
        byte[] text = ClientFrames.text("late");
        ByteBuf half = send(Arrays.copyOf(text, 3));
        connection.close(Failure.TOO_SLOW);
        ByteBuf late = send(Arrays.copyOfRange(text, 3, text.length));
        // When
        ByteBuf broken = send(new ClientFrames().raw(0x83).bytes());
        // Then
        assertThat(List.of(half, late, broken)).allMatch(each -> each.refCnt() == 0);
    }
}
