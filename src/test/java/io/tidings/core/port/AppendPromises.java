package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Append is atomic, and the log keeps what it was given. */
interface AppendPromises extends BackboneHooks {
    @Test
    default void anAppendBecomesThePositionAndTheLogsLastEntry() {
        // Given
        Channel channel = channel("append");
        Position before = backbone().position(channel);
        // When
        Position id = backbone().append(channel, "{\"data\":1}");
        // Then
        assertThat(id.offset()).isEqualTo(1);
        assertThat(backbone().position(channel)).isEqualTo(id);
        assertThat(backbone().log(channel))
                .containsExactly(new Entry(id, before, BackboneProbe.message("{\"data\":1}")));
    }

    @Test
    default void aTraceIsToldAndKeptWithItsMessageAlone() {
        // Given
        Channel channel = channel("traced");
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        backbone().watch(channel, 1);
        // When
        backbone().append(channel, "1");
        backbone().append(new Append(channel, BackboneProbe.message("2"), BackboneProbe.HOUR, null, trace));
        Position last = backbone().append(channel, "3");
        // Then
        assertThat(backbone().awaitTold(channel, last)).extracting(Entry::trace).containsExactly(null, trace, null);
        assertThat(backbone().log(channel)).extracting(Entry::trace).containsExactly(null, trace, null);
    }

    @Test
    default void theFirstAppendOfAnUnknownChannelFollowsAPositionOfItsOwn() {
        // When
        Position id = backbone().append(channel("unknown"), "{}");
        // Then
        Entry entry = backbone().log(channel("unknown")).get(0);
        assertThat(entry.id()).isEqualTo(id);
        assertThat(entry.prev().offset()).isZero();
        assertThat(entry.prev().tag()).isNotEqualTo(id.tag());
    }

    @Test
    default void concurrentAppendsOfSeveralLanesGiveOneUnbrokenChain() {
        // Given
        Channel channel = channel("concurrent");
        Position birth = backbone().position(channel);
        // When
        List<Position> ids = appendFromAllLanes(channel, 100);
        // Then
        List<Entry> log = backbone().log(channel);
        assertThat(log).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(ids);
        Chains.assertUnbroken(birth, log);
        assertThat(ids).extracting(Position::tag).doesNotHaveDuplicates();
    }

    @Test
    default void concurrentAppendsAreToldInTheOrderOfTheLog() {
        // Given
        Channel channel = channel("told");
        backbone().watch(channel, 1);
        // When
        appendFromAllLanes(channel, 100);
        // Then
        List<Entry> log = backbone().log(channel);
        assertThat(backbone().awaitTold(channel, Chains.last(log).id())).isEqualTo(log);
    }

    @Test
    default void aMessageSurvivesByteForByte() {
        // Given
        Channel channel = channel("bytes");
        byte[] json = "{\"data\":\"\u00e4 \u65e5\u672c \ud83d\ude00 \u2028 \\u0000 0-1 1.10e+05 \u0000\r\n'\"}  "
                .getBytes(StandardCharsets.UTF_8);
        byte[] any = new byte[256];
        for (int i = 0; i < any.length; i++) any[i] = (byte) i;
        backbone().watch(channel, 1);
        // When
        backbone().append(new Append(channel, new Message(json), BackboneProbe.HOUR, null));
        Position last = backbone().append(new Append(channel, new Message(any), BackboneProbe.HOUR, null));
        // Then
        assertThat(backbone().log(channel))
                .extracting(Entry::message)
                .containsExactly(new Message(json), new Message(any));
        assertThat(backbone().awaitTold(channel, last))
                .extracting(Entry::message)
                .containsExactly(new Message(json), new Message(any));
    }

    @Test
    default void aBigMessageSurvives() {
        // Given
        Channel channel = channel("big");
        String json = "{\"data\":\"" + "0123456789".repeat(100_000) + "\"}";
        backbone().watch(channel, 1);
        // When
        Position id = backbone().append(channel, json);
        // Then
        assertThat(backbone().log(channel)).extracting(Entry::message).containsExactly(BackboneProbe.message(json));
        assertThat(backbone().awaitTold(channel, id))
                .extracting(Entry::message)
                .containsExactly(BackboneProbe.message(json));
    }

    private List<Position> appendFromAllLanes(Channel channel, int each) {
        List<CompletableFuture<Position>> answers = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            Append append = new Append(channel, BackboneProbe.message("{\"n\":" + i + "}"), BackboneProbe.HOUR, null);
            backbone().eachLane().forEach(lane -> answers.add(backbone().appendFrom(lane, append)));
        }
        return BackboneProbe.awaitAll(answers);
    }
}
