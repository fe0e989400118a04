package io.tidings.backbone.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone.Bounds;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault does what its name says, and no more. */
class FaultyBackboneTest {
    private static final Channel ORDERS = new Channel("orders");

    private final SteppedLanes stepped = new SteppedLanes(3, 5);
    private final Lane home = stepped.lanes().all().get(0);
    private final Lane lane = stepped.lanes().all().get(1);
    private final FaultyStore store =
            new FaultyStore(home, () -> 1 + stepped.random().nextInt(Integer.MAX_VALUE));
    private final FaultyBackbone link = store.link();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void watch() {
        link.start(
                new Lanes(stepped.lanes().all().subList(1, 3)), List.of(new NotedEvents(told), new NotedEvents(told)));
        link.watch(ORDERS, 1);
        stepped.runUntilIdle();
        told.clear();
    }

    @Test
    void messagesAreLostOneByOne() {
        // Given
        link.loseNext(ORDERS, 2);
        // When
        append(3);
        // Then
        assertThat(told).containsExactly("message orders 3");
        assertThat(store.entries(ORDERS)).hasSize(3);
    }

    @Test
    void aLateMessageIsOvertaken() {
        // Given
        link.delayNext(ORDERS, 1, 100);
        append(2);
        // When
        stepped.advance(100);
        // Then
        assertThat(told).containsExactly("message orders 2", "message orders 1");
    }

    @Test
    void aDoubledMessageComesOnceMoreLater() {
        // Given
        link.duplicateNext(ORDERS, 1, 100);
        append(2);
        // When
        stepped.advance(100);
        // Then
        assertThat(told).containsExactly("message orders 1", "message orders 2", "message orders 1");
    }

    @Test
    void aCutLinkFailsAllUntilItIsMended() {
        // Given
        link.cut();
        link.watch(ORDERS, 2);
        List<String> answers = askAll();
        // When
        link.mend();
        stepped.runUntilIdle();
        // Then
        assertThat(told).containsExactlyInAnyOrder("lost orders 1", "watchFailed orders 2", "linkUp", "linkUp");
        assertThat(answers).containsOnly("backbone-away").hasSize(3);
        assertThat(store.entries(ORDERS)).isEmpty();
    }

    @Test
    void aCutStreamIsSilentUntilItIsWatchedAgain() {
        // Given
        link.cutSubscriptions();
        append(1);
        // When
        link.watch(ORDERS, 2);
        append(1);
        // Then
        assertThat(told)
                .containsSubsequence("lost orders 1", "watched orders 2", "message orders 2")
                .doesNotContain("message orders 1");
    }

    @Test
    void requestsFailAsOftenAsAskedFor() {
        // Given
        link.failNext(RequestFault.READ_FAILS, 1);
        link.failNext(RequestFault.POSITION_FAILS, 1);
        link.failNext(RequestFault.APPEND_REFUSED, 1);
        // When
        List<String> first = askAll();
        List<String> second = askAll();
        // Then
        assertThat(first).containsOnly("backbone-away").hasSize(3);
        assertThat(second).containsOnly("done").hasSize(3);
        assertThat(store.entries(ORDERS)).hasSize(1);
    }

    @Test
    void anUnknownAppendIsInTheLogOrNot() {
        // Given
        link.failNext(RequestFault.APPEND_FORGOTTEN, 1);
        List<String> forgotten = append(1);
        int afterForgotten = store.entries(ORDERS).size();
        link.failNext(RequestFault.APPEND_LOST, 1);
        // When
        List<String> lost = append(1);
        // Then
        assertThat(forgotten).containsExactly("publish-unknown");
        assertThat(afterForgotten).isEqualTo(1);
        assertThat(lost).containsExactly("publish-unknown");
        assertThat(store.entries(ORDERS)).hasSize(1);
    }

    @Test
    void heldAnswersComeWhenTheyAreReleasedOrFailAtTheirDeadline() {
        // Given
        link.holdReplies();
        List<String> early = append(1);
        stepped.advance(1000);
        List<String> nothingYet = List.copyOf(early);
        link.releaseReplies();
        stepped.runUntilIdle();
        link.holdReplies();
        // When
        List<String> late = append(1);
        stepped.advance(FaultyBackbone.DEADLINE_MILLIS);
        // Then
        assertThat(nothingYet).isEmpty();
        assertThat(early).containsExactly("done");
        assertThat(late).containsExactly("publish-unknown");
    }

    @Test
    void aRestoredLogGrowsAnotherTail() {
        // Given
        append(2);
        LogSnapshot old = store.snapshot(ORDERS);
        append(2);
        Position lost = store.entries(ORDERS).get(3).id();
        // When
        store.restore(old);
        append(2);
        // Then
        List<Entry> log = store.entries(ORDERS);
        assertThat(log).hasSize(4).startsWith(old.entries().toArray(Entry[]::new));
        assertThat(log.get(2).prev()).isEqualTo(old.position());
        assertThat(log.get(3).id().offset()).isEqualTo(lost.offset());
        assertThat(log.get(3).id()).isNotEqualTo(lost);
    }

    @Test
    void theLogThePositionOrAllCanBeDropped() {
        // Given
        append(5);
        Position head = store.head(ORDERS);
        // When
        store.trim(ORDERS, 3);
        int trimmed = store.entries(ORDERS).size();
        store.dropPosition(ORDERS);
        Position dropped = store.head(ORDERS);
        askAll();
        Position adoptedBy = store.entries(ORDERS).get(3).prev();
        store.dropLog(ORDERS);
        Position kept = store.head(ORDERS);
        store.flush(ORDERS);
        // Then
        assertThat(trimmed).isEqualTo(3);
        assertThat(dropped).isNull();
        assertThat(adoptedBy).isEqualTo(head);
        assertThat(kept).extracting(Position::offset).isEqualTo(6L);
        assertThat(store.head(ORDERS)).isNull();
        assertThat(store.entries(ORDERS)).isEmpty();
    }

    @Test
    void anUntoldTailIsInTheLogOnly() {
        // When
        Position id = store.appendUntold(message());
        stepped.runUntilIdle();
        // Then
        assertThat(store.entries(ORDERS)).extracting(Entry::id).containsExactly(id);
        assertThat(told).isEmpty();
    }

    @Test
    void anEndOfAWatchThatWasNotConfirmedIsConfirmedAlone() {
        // Given
        Channel other = new Channel("other");
        link.watch(other, 1);
        link.unwatch(other, 1);
        // When
        stepped.runUntilIdle();
        // Then
        assertThat(told).containsExactly("unwatched other 1");
    }

    private List<String> append(int count) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) link.append(message(), lane, noting(answers));
        stepped.runUntilIdle();
        return answers;
    }

    private List<String> askAll() {
        List<String> answers = new ArrayList<>();
        link.position(ORDERS, lane, noting(answers));
        link.read(ORDERS, 0, new Bounds(10, 1000), lane, noting(answers));
        link.append(message(), lane, noting(answers));
        stepped.runUntilIdle();
        return answers;
    }

    private static <T> Reply<T> noting(List<String> answers) {
        return Reply.of(
                value -> answers.add("done"),
                refusal -> answers.add(refusal.failure().code()));
    }

    private static Append message() {
        return new Append(ORDERS, new Message(new byte[] {'1'}), new Retention(100, Duration.ofHours(1)), null);
    }
}
