package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is appended after a watch was confirmed is told in order on the owner's lane, or the watch is lost. */
interface WatchPromises extends BackboneHooks {
    @Test
    default void onlyWatchedChannelsAreTold() {
        // Given
        backbone().watch(channel("watched"), 1);
        // When
        backbone().append(channel("silent"), "{}");
        Position id = backbone().append(channel("watched"), "{}");
        // Then
        backbone().awaitTold(channel("watched"), id);
        assertThat(backbone().told().messages(channel("silent"))).isEmpty();
    }

    @Test
    default void everyChannelIsToldOnTheLaneThatOwnsIt() {
        // Given
        List<Channel> channels =
                IntStream.range(0, 30).mapToObj(i -> channel("owned." + i)).toList();
        for (Channel channel : channels) backbone().watch(channel, 1);
        // When
        List<Position> ids = channels.stream()
                .map(channel -> backbone().append(channel, "{}"))
                .toList();
        // Then
        assertThat(channels).extracting(backbone().lanes()::ownerIndex).contains(0, 1, 2);
        for (int i = 0; i < ids.size(); i++) backbone().awaitTold(channels.get(i), ids.get(i));
        assertThat(backbone().told().faults()).isEmpty();
    }

    @Test
    default void whatAReadAfterTheConfirmationLacksIsTold() {
        // Given
        Channel channel = channel("watch-before-read");
        Append append = new Append(channel, BackboneProbe.message("{}"), BackboneProbe.HOUR, null);
        List<CompletableFuture<Position>> appends = new ArrayList<>();
        // When
        for (int i = 0; i < 200; i++) appends.add(backbone().appendFrom(i % 3, append));
        backbone().watch(channel, 1);
        LogPage page = backbone().read(channel, 0, BackboneProbe.ALL);
        for (int i = 0; i < 200; i++) appends.add(backbone().appendFrom(i % 3, append));
        // Then
        BackboneProbe.awaitAll(appends);
        List<Entry> log = backbone().log(channel);
        List<Entry> told = backbone().awaitTold(channel, Chains.last(log).id());
        assertThat(log).hasSize(400);
        assertThat(told).isEqualTo(log.subList(400 - told.size(), 400));
        assertThat(page.entries()).isEqualTo(log.subList(0, page.entries().size()));
        assertThat(page.entries().size() + told.size()).isGreaterThanOrEqualTo(400);
    }

    @Test
    default void theLogHasWhatWasTold() {
        // Given
        Channel channel = channel("told");
        backbone().watch(channel, 1);
        for (int i = 1; i <= 50; i++) {
            backbone().append(channel, "{}");
            int count = i;
            List<Entry> told = BackboneProbe.soon()
                    .until(() -> backbone().told().messages(channel), messages -> messages.size() == count);
            // When
            LogPage page = backbone().read(channel, i, BackboneProbe.ALL);
            // Then
            assertThat(page.entries()).containsExactly(Chains.last(told));
        }
    }

    @Test
    default void afterTheEndOfAWatchNothingIsToldUntilTheNext() {
        // Given
        Channel channel = channel("unwatched");
        backbone().watch(channel, 1);
        Position first = backbone().append(channel, "1");
        backbone().awaitTold(channel, first);
        backbone().unwatch(channel, 1);
        backbone().append(channel, "2");
        // When
        backbone().watch(channel, 2);
        Position third = backbone().append(channel, "3");
        // Then
        assertThat(backbone().awaitTold(channel, third)).extracting(Entry::id).containsExactly(first, third);
        assertThat(backbone().told().notices(channel)).containsExactly("watched 1", "unwatched 1", "watched 2");
    }

    @Test
    default void aCutStreamIsToldAsLostAndCanBeWatchedAgain() {
        // Given
        List<Channel> channels =
                IntStream.range(0, 5).mapToObj(i -> channel("cut." + i)).toList();
        for (Channel channel : channels) backbone().watch(channel, 1);
        int before = backbone().told().linkUps();
        // When
        assumeTrue(cutSubscriptions(), "this backbone has no stream that could be cut");
        // Then
        for (Channel channel : channels) backbone().awaitNotice(channel, "lost 1");
        BackboneProbe.soon().until(() -> backbone().told().linkUps() > before);
        for (Channel channel : channels) {
            watchUntilConfirmed(channel);
            Position id = backbone().append(channel, "{}");
            assertThat(backbone().awaitTold(channel, id)).extracting(Entry::id).containsExactly(id);
        }
    }

    /** A watch that is asked for while the link comes up may fail; the next one has the next generation. */
    private void watchUntilConfirmed(Channel channel) {
        for (long generation = 2; ; generation++) {
            long asked = generation;
            backbone()
                    .lanes()
                    .owner(channel)
                    .execute(() -> backbone().backbone().watch(channel, asked));
            List<String> notices = BackboneProbe.soon()
                    .until(() -> backbone().told().notices(channel), all -> Chains.answered(all, asked));
            if (notices.contains("watched " + asked)) return;
        }
    }
}
