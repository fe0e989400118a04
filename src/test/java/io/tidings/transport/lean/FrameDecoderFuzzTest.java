package io.tidings.transport.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The decoder on streams that a seed has made: the seed of one that fails is in the message. */
class FrameDecoderFuzzTest {
    private static final int MOST = 400;
    private static final int[] KINDS = {Opcode.TEXT, Opcode.BINARY, Opcode.PING, Opcode.PONG};
    private static final String[] PIECES = {"a", "é", "€", "😀", "{}", "\u0000", "\uffff"};

    /** Whole messages in fragments with control frames between them; now and then one that is broken. */
    private static byte[] conversation(Random random) {
        ClientFrames frames = new ClientFrames();
        for (int i = 0; i < 8; i++) {
            int kind = KINDS[random.nextInt(KINDS.length)];
            if (kind >= Opcode.CLOSE) frames.frame(0x80 | kind, text(random, 20));
            else message(random, kind, frames);
        }
        if (random.nextBoolean()) frames.frame(0x80 | Opcode.CLOSE, ClientFrames.code(1000, "bye"));
        byte[] bytes = frames.bytes();
        if (random.nextInt(3) == 0) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static void message(Random random, int kind, ClientFrames frames) {
        byte[] payload = text(random, 60).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int first = kind;
        int at = 0;
        while (random.nextInt(3) != 0) {
            int to = at + random.nextInt(payload.length - at + 1);
            frames.frame(first, java.util.Arrays.copyOfRange(payload, at, to));
            if (random.nextBoolean()) frames.frame(0x80 | Opcode.PING, "between");
            first = Opcode.CONTINUATION;
            at = to;
        }
        frames.frame(0x80 | first, java.util.Arrays.copyOfRange(payload, at, payload.length));
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) text.append(PIECES[random.nextInt(PIECES.length)]);
        return text.substring(0, Math.min(text.length(), most)).replaceAll("[\ud800-\udbff]$", "");
    }

    @Test
    void whereverAStreamIsCutTheEventsAreTheSame() {
        for (int seed = 0; seed < 500; seed++) {
            // Given
            byte[] bytes = conversation(new Random(seed));
            List<String> whole = new ToldFrames(MOST).read(bytes).events();
            for (int cut = 0; cut <= bytes.length; cut++) {
                // When
                ToldFrames told = new ToldFrames(MOST)
                        .read(Unpooled.wrappedBuffer(bytes, 0, cut))
                        .read(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
                // Then
                assertThat(told.events()).as("seed %d cut %d", seed, cut).isEqualTo(whole);
            }
            assertThat(new ToldFrames(MOST).read(bytes, 1).events())
                    .as("seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void whatIsNotBrokenComesWhole() {
        // Given
        Random random = new Random(7);
        List<String> sent = new ArrayList<>();
        ClientFrames frames = new ClientFrames();
        // When
        for (int i = 0; i < 300; i++) {
            String text = text(random, 60);
            sent.add("text " + text);
            frames.frame(0x80 | Opcode.TEXT, text);
        }
        // Then
        assertThat(new ToldFrames(MOST).read(frames.bytes(), 3).events()).isEqualTo(sent);
    }

    @Test
    void randomBytesAreNeverMoreThanOneLastEvent() {
        for (int seed = 0; seed < 20_000; seed++) {
            // Given
            Random random = new Random(seed);
            byte[] bytes = new byte[200];
            random.nextBytes(bytes);
            // A head that could be one, so that more than the first byte is looked at.
            bytes[0] = (byte) (0x80 | KINDS[random.nextInt(KINDS.length)]);
            bytes[1] |= (byte) 0x80;
            // When
            List<String> events =
                    new ToldFrames(MOST).read(bytes, 1 + random.nextInt(50)).events();
            // Then
            long lasts = events.stream()
                    .filter(each -> each.startsWith("broken") || each.startsWith("close"))
                    .count();
            assertThat(lasts).as("seed %d", seed).isLessThanOrEqualTo(1);
            if (lasts == 1)
                assertThat(events.get(events.size() - 1)).as("seed %d", seed).matches("(broken|close) .*");
        }
    }
}
