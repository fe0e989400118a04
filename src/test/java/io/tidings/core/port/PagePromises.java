package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.Backbone.Bounds;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A page is bounded, says truly whether there is more, and its head is no newer than the log it was cut from. */
interface PagePromises extends BackboneHooks {
    @Test
    default void aChannelWithoutMessagesHasAnEmptyPageAndAPosition() {
        // When
        LogPage page = backbone().read(channel("empty"), 0, BackboneProbe.ALL);
        // Then
        assertThat(page.entries()).isEmpty();
        assertThat(page.more()).isFalse();
        assertThat(page.head()).isEqualTo(backbone().position(channel("empty")));
    }

    @Test
    default void aPageStartsAtTheOffsetThatWasAskedFor() {
        // Given
        Channel channel = channel("offset");
        List<Position> ids = backbone().appendMany(channel, 10, BackboneProbe.HOUR);
        // When
        LogPage page = backbone().read(channel, 7, BackboneProbe.ALL);
        LogPage beyond = backbone().read(channel, 11, BackboneProbe.ALL);
        // Then
        assertThat(page.entries()).extracting(Entry::id).containsExactlyElementsOf(ids.subList(6, 10));
        assertThat(page.head()).isEqualTo(ids.get(9));
        assertThat(beyond).isEqualTo(new LogPage(List.of(), ids.get(9), false));
    }

    @Test
    default void aPageIsBoundedByItsEntries() {
        // Given
        Channel channel = channel("count");
        backbone().appendMany(channel, 10, BackboneProbe.HOUR);
        // When
        LogPage part = backbone().read(channel, 1, new Bounds(9, Integer.MAX_VALUE));
        LogPage exact = backbone().read(channel, 1, new Bounds(10, Integer.MAX_VALUE));
        // Then
        assertThat(part.entries()).hasSize(9);
        assertThat(part.more()).isTrue();
        assertThat(exact.entries()).hasSize(10);
        assertThat(exact.more()).isFalse();
    }

    @Test
    default void aPageIsBoundedByItsBytes() {
        // Given
        Channel channel = channel("weight");
        for (int i = 0; i < 5; i++) backbone().append(channel, json(100));
        // When
        LogPage under = backbone().read(channel, 1, new Bounds(100, 299));
        LogPage exact = backbone().read(channel, 1, new Bounds(100, 300));
        // Then
        assertThat(under.entries()).hasSize(2);
        assertThat(under.more()).isTrue();
        assertThat(exact.entries()).hasSize(3);
        assertThat(exact.more()).isTrue();
    }

    @Test
    default void aPageHasOneEntryHoweverBigItIs() {
        // Given
        Channel channel = channel("heavy");
        backbone().append(channel, json(100_000));
        backbone().append(channel, json(10));
        // When
        LogPage first = backbone().read(channel, 1, new Bounds(100, 50));
        LogPage second = backbone().read(channel, 2, new Bounds(100, 1));
        // Then
        assertThat(first.entries()).hasSize(1);
        assertThat(first.more()).isTrue();
        assertThat(second.entries()).hasSize(1);
        assertThat(second.more()).isFalse();
    }

    @Test
    default void pagesOneAfterTheOtherAreTheLog() {
        // Given
        Channel channel = channel("pages");
        for (int i = 0; i < 60; i++) backbone().append(channel, json(20 + i * 37 % 200));
        // When
        List<Entry> joined = new ArrayList<>();
        LogPage page = backbone().read(channel, 0, new Bounds(7, 700));
        while (page.more()) {
            joined.addAll(page.entries());
            page = backbone().read(channel, Chains.last(joined).id().offset() + 1, new Bounds(7, 700));
        }
        joined.addAll(page.entries());
        // Then
        assertThat(joined).isEqualTo(backbone().log(channel)).hasSize(60);
    }

    @Test
    default void aLogWhoseLastEntryWasDeletedEndsAtItsPosition() {
        // Given
        Channel channel = channel("deleted");
        List<Position> ids = backbone().appendMany(channel, 3, BackboneProbe.HOUR);
        // When
        deleteLast(channel);
        // Then
        LogPage page = backbone().read(channel, 0, BackboneProbe.ALL);
        assertThat(page.entries()).extracting(Entry::id).isEqualTo(ids.subList(0, 2));
        assertThat(page.end()).isEqualTo(page.head()).isEqualTo(ids.get(2));
        backbone().append(channel, "{}");
        assertThat(Chains.last(backbone().log(channel)).prev()).isEqualTo(ids.get(2));
    }

    @Test
    default void aPageThatIsCutSaysNothingOfTheEnd() {
        // Given
        Channel channel = channel("cut");
        List<Position> ids = backbone().appendMany(channel, 3, BackboneProbe.HOUR);
        // When
        LogPage part = backbone().read(channel, 0, new Bounds(2, Integer.MAX_VALUE));
        LogPage rest = backbone().read(channel, 3, new Bounds(2, Integer.MAX_VALUE));
        // Then
        assertThat(part.end()).isNull();
        assertThat(rest.end()).isEqualTo(ids.get(2));
    }

    @Test
    default void theHeadIsNeverNewerThanTheEntries() {
        // Given
        Channel channel = channel("head");
        backbone().append(channel, "{}");
        List<CompletableFuture<Position>> appends = new ArrayList<>();
        List<CompletableFuture<LogPage>> reads = new ArrayList<>();
        Append append = new Append(channel, BackboneProbe.message("{}"), BackboneProbe.HOUR, null);
        // When
        for (int i = 0; i < 200; i++) {
            appends.add(backbone().appendFrom(i % 2, append));
            reads.add(backbone().readFrom(2, channel, 1, BackboneProbe.ALL));
        }
        // Then
        BackboneProbe.awaitAll(appends);
        assertThat(BackboneProbe.awaitAll(reads)).allSatisfy(page -> {
            assertThat(page.more()).isFalse();
            assertThat(page.end()).isEqualTo(Chains.last(page.entries()).id());
        });
    }

    private static String json(int bytes) {
        return "\"" + "x".repeat(bytes - 2) + "\"";
    }
}
