package io.tidings.wire;

import static io.tidings.wire.Sent.ID;
import static io.tidings.wire.Sent.ORDERS;
import static io.tidings.wire.Sent.entry;
import static io.tidings.wire.Sent.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Format;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseWriterTest {
    private static final Entry PLAIN = entry(ID, "{\"time\":\"t\",\"data\":1}");
    private static final Entry NAMED = entry(ID, "{\"event\":\"shipped\",\"time\":\"t\",\"data\":1}");
    private static final String HEAD = "{\"type\":\"message\",\"channel\":\"orders.42\",\"id\":\"17-193847561234567\",";

    @Test
    void aMessageOfOneChannelHasItsPositionAsId() {
        assertThat(text(SseWriter.message(ORDERS, PLAIN, true)))
                .isEqualTo("id: 17-193847561234567\ndata: " + HEAD + "\"time\":\"t\",\"data\":1}\n\n");
    }

    @Test
    void aMessageWithANameHasAnEventLine() {
        assertThat(text(SseWriter.message(ORDERS, NAMED, true)))
                .isEqualTo("id: 17-193847561234567\nevent: shipped\ndata: " + HEAD
                        + "\"event\":\"shipped\",\"time\":\"t\",\"data\":1}\n\n");
    }

    @Test
    void aCursorInFrontOfASharedBlockMakesAWholeBlock() {
        assertThat(text(SseWriter.id("c1.AbC_-")) + text(SseWriter.message(ORDERS, NAMED, false)))
                .isEqualTo("id: c1.AbC_-\nevent: shipped\ndata: " + HEAD
                        + "\"event\":\"shipped\",\"time\":\"t\",\"data\":1}\n\n");
    }

    @Test
    void welcomeAndGapAreEventsWithAnId() {
        assertThat(text(SseWriter.frame(new ServerFrame.Welcome(null, "s", null, null, 15_000, List.of()), "c1.AA")))
                .isEqualTo("""
                        id: c1.AA
                        event: welcome
                        data: {"type":"welcome","session":"s","heartbeat":15000,"subscriptions":[]}

                        """);
        assertThat(text(SseWriter.frame(
                        new ServerFrame.Gap(ORDERS, new Gap(Gap.Reason.TRIMMED, new Position(1, 2), ID)),
                        ID.toString())))
                .isEqualTo(
                        "id: 17-193847561234567\nevent: gap\ndata: {\"type\":\"gap\",\"channel\":\"orders.42\",\"reason\":\"trimmed\","
                                + "\"since\":\"1-2\",\"id\":\"17-193847561234567\"}\n\n");
    }

    @Test
    void byeTellsTheClientWhenToComeBackBeforeItEnds() {
        assertThat(text(SseWriter.frame(new ServerFrame.Bye(Failure.DRAINING, 1500L), null)))
                .isEqualTo(
                        "retry: 1500\nevent: bye\ndata: {\"type\":\"bye\",\"code\":\"draining\",\"retryAfter\":1500}\n\n");
        assertThat(text(SseWriter.frame(new ServerFrame.Bye(Failure.DISCONNECTED, null), null)))
                .isEqualTo("event: bye\ndata: {\"type\":\"bye\",\"code\":\"disconnected\"}\n\n");
    }

    @Test
    void aStreamBeginsWithRetryAndLivesOnComments() {
        assertThat(text(SseWriter.retry(2500))).isEqualTo("retry: 2500\n\n");
        assertThat(text(SseWriter.comment())).isEqualTo(":\n\n");
    }

    @Test
    void whateverAPublisherSendsIsOneLineOfData() {
        JsonScanner scanner = new JsonScanner(JsonScanner.DEFAULT_DEPTH);
        for (long seed = 0; seed < 5_000; seed++) {
            // Given
            byte[] data = scanner.scan(JsonDocuments.random(new Random(seed)).spaced())
                    .bytes();
            Entry entry = entry(ID, "{\"event\":\"e\",\"time\":\"t\",\"data\":" + text(data) + "}");
            // When
            String block = text(SseWriter.message(ORDERS, entry, true));
            // Then
            assertThat(block.split("[\r\n]", -1)).as("seed %d", seed).hasSize(5);
        }
    }

    @Test
    void everyFormatHasItsBytes() {
        // Given
        ServerFrame pong = new ServerFrame.Bye(Failure.DONE, null);
        // Then
        assertThat(Encoding.message(Format.TEXT, ORDERS, NAMED)).isEqualTo(MessageWriter.json(ORDERS, NAMED));
        assertThat(Encoding.message(Format.JSON, ORDERS, NAMED)).isEqualTo(MessageWriter.json(ORDERS, NAMED));
        assertThat(Encoding.message(Format.EVENT, ORDERS, NAMED)).isEqualTo(SseWriter.message(ORDERS, NAMED, true));
        assertThat(Encoding.message(Format.EVENT_WITHOUT_ID, ORDERS, NAMED))
                .isEqualTo(SseWriter.message(ORDERS, NAMED, false));
        assertThat(Encoding.frame(Format.TEXT, pong, "1-1")).isEqualTo(FrameWriter.json(pong));
        assertThat(Encoding.frame(Format.EVENT, pong, "1-1")).isEqualTo(SseWriter.frame(pong, "1-1"));
    }
}
