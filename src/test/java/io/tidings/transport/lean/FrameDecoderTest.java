package io.tidings.transport.lean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decoder makes of each kind of frame, and with which code it refuses what is none. */
class FrameDecoderTest {
    private static final int LAST_TEXT = 0x80 | Opcode.TEXT;
    private static final int LAST = 0x80 | Opcode.CONTINUATION;
    private static final int PING = 0x80 | Opcode.PING;
    private static final int CLOSE = 0x80 | Opcode.CLOSE;

    private final ClientFrames frames = new ClientFrames();

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 1000})
    void aMessageOfAnySizeComesAsItWasSent(int size) {
        assertThat(ToldFrames.of(frames.frame(LAST_TEXT, "x".repeat(size))))
                .containsExactly("text " + "x".repeat(size));
    }

    @Test
    void aMessageWithA64BitLengthComesAsItWasSent() {
        // Given
        String text = "é".repeat(40_000);
        // When
        ToldFrames told =
                new ToldFrames(100_000).read(frames.frame(LAST_TEXT, text).bytes());
        // Then
        assertThat(told.events()).containsExactly("text " + text);
    }

    @Test
    void fragmentsAreOneMessageAndControlFramesComeBetweenThem() {
        assertThat(ToldFrames.of(frames.frame(Opcode.TEXT, "a")
                        .frame(PING, "?")
                        .frame(Opcode.CONTINUATION, "")
                        .frame(0x80 | Opcode.PONG, "!")
                        .frame(LAST, "b")
                        .frame(0x80 | Opcode.BINARY, hex("00ff"))))
                .containsExactly("ping ?", "pong", "text ab", "binary 00ff");
    }

    @Test
    void aCharacterMayBeCutByAFragment() {
        assertThat(ToldFrames.of(frames.frame(Opcode.TEXT, hex("f0"))
                        .frame(Opcode.CONTINUATION, hex("9f98"))
                        .frame(LAST, hex("80"))))
                .containsExactly("text 😀");
    }

    @Test
    void nothingIsReadBehindAClose() {
        assertThat(ToldFrames.of(
                        frames.frame(CLOSE, ClientFrames.code(1000, "bye")).frame(LAST_TEXT, "x")))
                .containsExactly("close 1000");
        assertThat(ToldFrames.of(new ClientFrames().frame(CLOSE))).containsExactly("close 1005");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4999})
    void aCodeThatMayBeSentIsTaken(int code) {
        assertThat(ToldFrames.of(frames.frame(CLOSE, ClientFrames.code(code, ""))))
                .containsExactly("close " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535})
    void aCodeThatMustNotBeSentIsAProtocolError(int code) {
        assertThat(ToldFrames.of(frames.frame(CLOSE, ClientFrames.code(code, ""))))
                .containsExactly("broken 1002");
    }

    @Test
    void aCloseOfOneByteIsAProtocolError() {
        assertThat(ToldFrames.of(frames.frame(CLOSE, (byte) 3))).containsExactly("broken 1002");
    }

    @Test
    void aReasonThatIsNotTextIsRefusedAsSuch() {
        assertThat(ToldFrames.of(frames.frame(CLOSE, hex("03e8ff")))).containsExactly("broken 1007");
        assertThat(ToldFrames.of(new ClientFrames().frame(CLOSE, hex("03e8f09f98"))))
                .containsExactly("broken 1007");
    }

    /** Each is refused by its last byte: nothing of what would follow is waited for. */
    @ParameterizedTest
    @CsvSource({
        "91, a reserved bit",
        "a1, another",
        "c1, deflate that was not negotiated",
        "83, an unknown data frame",
        "8b, an unknown control frame",
        "09, a ping in fragments",
        "80, a continuation of nothing",
        "00, a first fragment of nothing",
        "8105, a frame without a mask",
        "89fe, a ping of more than 125 bytes",
        "81fe007d, a length of 16 bits that fits into 7",
        "81ff000000000000ffff, a length of 64 bits that fits into 16",
        "81ff8000000000000000, a negative length",
        "01807856341281, a message within another"
    })
    void whatBreaksTheRulesIsAProtocolErrorAtOnce(String bytes) {
        // Given
        ToldFrames told = new ToldFrames(1000);
        // When
        told.read(hex(bytes), 1);
        // Then
        assertThat(told.events()).containsExactly("broken 1002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0", "c1", "eda0", "e080", "f08f", "f490", "f5", "61e9ff", "80"})
    void textThatCannotBecomeUtf8IsRefusedInTheMiddleOfItsFrame(String beginning) {
        // Given
        byte[] whole = frames.frame(LAST_TEXT, hex(beginning + "61616161")).bytes();
        ToldFrames told = new ToldFrames(1000);
        // When
        for (int i = 0; i < whole.length - 4; i++) {
            assertThat(told.events()).isEmpty();
            told.read(new byte[] {whole[i]});
        }
        // Then
        assertThat(told.events()).containsExactly("broken 1007");
    }

    @Test
    void textThatEndsWithinACharacterIsRefused() {
        assertThat(ToldFrames.of(frames.frame(LAST_TEXT, hex("61e282")))).containsExactly("broken 1007");
    }

    @Test
    void binaryMayBeAnything() {
        assertThat(ToldFrames.of(frames.frame(0x80 | Opcode.BINARY, hex("c0ff"))))
                .containsExactly("binary c0ff");
    }

    @Test
    void aMessageThatWouldBeTooLargeIsRefusedByItsHeader() {
        assertThat(ToldFrames.of(frames.raw(LAST_TEXT, 0xfe, 1001 >> 8, 1001 & 0xff)))
                .containsExactly("broken 1009");
        assertThat(ToldFrames.of(new ClientFrames().raw(LAST_TEXT, 0xff).raw(0x7f, 255, 255, 255, 255, 255, 255, 255)))
                .containsExactly("broken 1009");
    }

    @Test
    void fragmentsThatTogetherWouldBeTooLargeAreRefusedByTheHeaderOfTheLast() {
        assertThat(ToldFrames.of(frames.frame(Opcode.TEXT, "x".repeat(990)).raw(LAST, 0x80 | 11)))
                .containsExactly("broken 1009");
    }

    @Test
    void betweenMessagesNothingIsKept() {
        // Given
        ToldFrames told = new ToldFrames(1000);
        byte[] text = ClientFrames.text("hello");
        // Then
        for (byte each : text) {
            told.read(new byte[] {each});
            assertThat(told.isIdle()).isEqualTo(!told.events().isEmpty());
        }
        assertThat(told.read(new ClientFrames().frame(Opcode.TEXT, "").bytes()).isIdle())
                .isFalse();
    }

    @Test
    void aClientThatPromisesMuchAndSendsLittleCostsLittle() {
        // Given
        byte[] promise = new ClientFrames()
                .raw(LAST_TEXT, 0xff, 0, 0, 0, 0, 0x3f, 0xff, 0xff, 0xff)
                .raw(1, 2, 3, 4, 5)
                .bytes();
        List<ToldFrames> crowd = new ArrayList<>();
        // When
        for (int i = 0; i < 1_000; i++) crowd.add(new ToldFrames(1 << 30).read(promise));
        // Then
        assertThat(crowd)
                .noneMatch(ToldFrames::isIdle)
                .allMatch(each -> each.events().isEmpty());
    }
}
