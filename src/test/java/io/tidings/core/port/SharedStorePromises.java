package io.tidings.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Several backbones over one store see one log and are told the same. */
interface SharedStorePromises extends BackboneHooks {
    @Test
    default void twoBackbonesAreToldTheSameInTheSameOrder() {
        // Given
        BackboneProbe second = second();
        Channel channel = channel("shared");
        backbone().watch(channel, 1);
        second.watch(channel, 1);
        Append append = new Append(channel, BackboneProbe.message("{}"), BackboneProbe.HOUR, null);
        List<CompletableFuture<Position>> answers = new ArrayList<>();
        // When
        for (int i = 0; i < 100; i++) {
            answers.add(backbone().appendFrom(i % 3, append));
            answers.add(second.appendFrom(i % 3, append));
        }
        // Then
        BackboneProbe.awaitAll(answers);
        List<Entry> log = second.log(channel);
        assertThat(log).hasSize(200);
        Chains.assertUnbroken(log.get(0).prev(), log);
        assertThat(backbone().awaitTold(channel, Chains.last(log).id())).isEqualTo(log);
        assertThat(second.awaitTold(channel, Chains.last(log).id())).isEqualTo(log);
    }

    @Test
    default void theEndOfOneWatchLeavesTheOtherAlone() {
        // Given
        BackboneProbe second = second();
        Channel channel = channel("alone");
        backbone().watch(channel, 1);
        second.watch(channel, 1);
        // When
        second.unwatch(channel, 1);
        // Then
        Position id = second.append(channel, "{}");
        assertThat(backbone().awaitTold(channel, id)).hasSize(1);
        assertThat(second.told().messages(channel)).isEmpty();
    }

    @Test
    default void aStoppedBackboneIsToldNothing() {
        // Given
        BackboneProbe second = second();
        Channel channel = channel("stopped");
        second.watch(channel, 1);
        backbone().watch(channel, 1);
        // When
        second.backbone().stop();
        // Then
        Position id = backbone().append(channel, "{}");
        backbone().awaitTold(channel, id);
        assertThat(second.told().messages(channel)).isEmpty();
        assertThat(second.told().notices(channel)).containsExactly("watched 1");
    }

    private BackboneProbe second() {
        assumeTrue(another().isPresent(), "this backbone does not share a store");
        return another().orElseThrow();
    }
}
