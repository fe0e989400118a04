package io.tidings.core.session;

import static io.tidings.core.session.SessionBench.NEWS;
import static io.tidings.core.session.SessionBench.ORDERS;
import static io.tidings.core.session.SessionBench.SECRET;
import static io.tidings.core.session.SessionBench.alice;
import static io.tidings.core.session.SessionBench.at;
import static io.tidings.core.session.SessionBench.identity;
import static io.tidings.core.session.SessionBench.latest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.SteppedLanes;
import io.tidings.core.port.CountingFrames;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Reply;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.WrittenLog;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A poll: what it gathers, when it answers, and that its cursor goes on exactly where it ended. */
class PollSessionTest {
    private static final Reply<PollAnswer> NOBODY = Reply.of(answer -> {}, refusal -> {});

    private SessionBench bench = new SessionBench();
    private final List<PollAnswer> answers = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    private PollSession poll(Identity who, long wait, int limit, SubscriptionRequest... requests) {
        PollSession session = bench.sessions.openPoll(
                who,
                new PollRequest(List.of(requests), limit, wait, requests.length == 1),
                Reply.of(answers::add, refusal -> failures.add(refusal.failure())));
        bench.run();
        return session;
    }

    private PollSession poll(long wait, int limit, SubscriptionRequest... requests) {
        return poll(alice(), wait, limit, requests);
    }

    /** The one answer that has come; its frames are given back. */
    private PollAnswer answer() {
        assertThat(answers).hasSize(1);
        PollAnswer answer = answers.remove(0);
        answer.items().forEach(Frame::release);
        return answer;
    }

    private static List<String> script(PollAnswer answer) {
        return answer.items().stream().map(Object::toString).toList();
    }

    private static List<Position> ids(PollAnswer answer) {
        return answer.items().stream()
                .map(frame -> ((CountingFrames.Counted) frame).content())
                .filter(Entry.class::isInstance)
                .map(each -> ((Entry) each).id())
                .toList();
    }

    @Test
    void aShortPollAnswersAtOnceAndStartsNoFeed() {
        // Given
        Position id = bench.publish(ORDERS);
        // When
        poll(0, 10, latest(ORDERS));
        // Then
        PollAnswer answer = answer();
        assertThat(answer.items()).isEmpty();
        assertThat(answer.cursor()).isEqualTo(id.toString());
        assertThat(bench.feeds.size()).isZero();
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void aShortPollHasWhatWasMissed() {
        // Given
        Position birth = bench.head(ORDERS);
        Position first = bench.publish(ORDERS);
        Position second = bench.publish(ORDERS);
        // When
        poll(0, 10, at(ORDERS, birth));
        // Then
        PollAnswer answer = answer();
        assertThat(ids(answer)).containsExactly(first, second);
        assertThat(answer.cursor()).isEqualTo(second.toString());
    }

    @Test
    void aShortPollOfALiveFeedIsServedByIt() {
        // Given
        bench.sessions.openStream(bench.sink, alice(), List.of(latest(ORDERS)), true);
        bench.run();
        Position birth = bench.head(ORDERS);
        Position id = bench.publish(ORDERS);
        // When
        poll(0, 10, at(ORDERS, birth));
        // Then
        assertThat(ids(answer())).containsExactly(id);
    }

    @Test
    void aLongPollWaitsForTheFirstMessage() {
        // Given
        poll(25_000, 10, latest(ORDERS));
        bench.advance(10_000);
        assertThat(answers).isEmpty();
        // When
        Position id = bench.publish(ORDERS);
        // Then
        PollAnswer answer = answer();
        assertThat(ids(answer)).containsExactly(id);
        assertThat(answer.cursor()).isEqualTo(id.toString());
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void aLongPollAnswersEmptyWhenItsTimeIsOver() {
        // Given
        Position head = bench.publish(ORDERS);
        poll(25_000, 10, latest(ORDERS));
        bench.advance(24_900);
        assertThat(answers).isEmpty();
        // When
        bench.advance(200);
        // Then
        PollAnswer answer = answer();
        assertThat(answer.items()).isEmpty();
        assertThat(answer.cursor()).isEqualTo(head.toString());
    }

    @Test
    void aPollAnswersWhenItsTokenExpires() {
        // Given
        poll(identity("alice", SteppedLanes.EPOCH + 1_000, "orders.*"), 25_000, 10, latest(ORDERS));
        // When
        bench.advance(1_100);
        // Then
        assertThat(answer().items()).isEmpty();
    }

    @Test
    void theLimitIsSharedFairlyAndTheCursorGoesOnExactly() {
        // Given
        Position orders = bench.head(ORDERS);
        Position news = bench.head(NEWS);
        List<Position> allOrders = new ArrayList<>();
        List<Position> allNews = new ArrayList<>();
        for (int i = 0; i < 20; i++) allOrders.add(bench.publish(ORDERS));
        for (int i = 0; i < 3; i++) allNews.add(bench.publish(NEWS));
        // When
        poll(0, 8, at(ORDERS, orders), at(NEWS, news));
        // Then
        PollAnswer answer = answer();
        assertThat(ids(answer))
                .containsExactly(
                        allOrders.get(0),
                        allOrders.get(1),
                        allOrders.get(2),
                        allOrders.get(3),
                        allNews.get(0),
                        allNews.get(1),
                        allNews.get(2));
        assertThat(answer.cursor())
                .isEqualTo(Cursor.format(Map.of(ORDERS, allOrders.get(3), NEWS, allNews.get(2)), false));
    }

    @Test
    void aSubscriberThatPollsOnHasEachMessageOnce() {
        // Given
        Position at = bench.head(ORDERS);
        List<Position> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) all.add(bench.publish(ORDERS));
        // When
        List<Position> had = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            poll(i % 2 == 0 ? 0 : 1_000, 7, at(ORDERS, at));
            bench.advance(1_100);
            PollAnswer answer = answer();
            had.addAll(ids(answer));
            at = Position.parse(answer.cursor());
        }
        // Then
        assertThat(had).isEqualTo(all);
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void theBytesAreSharedFairlyToo() {
        // Given
        bench = new SessionBench(new SessionSettings(
                64 << 20,
                64 << 20,
                4,
                10,
                5,
                2,
                1,
                1_000,
                25_000,
                15_000,
                10_000,
                5_000,
                3_000,
                SessionSettings.FOREVER));
        Position orders = bench.head(ORDERS);
        Position news = bench.head(NEWS);
        int size = PollSession.MOST_BYTES / 10;
        for (int i = 0; i < 10; i++) bench.publish(ORDERS, size);
        for (int i = 0; i < 10; i++) bench.publish(NEWS, size);
        // When
        poll(0, 100, at(ORDERS, orders), at(NEWS, news));
        // Then
        List<Position> ids = ids(answer());
        assertThat(ids).hasSize(10);
        assertThat(ids.stream().map(Position::offset)).containsExactly(1L, 2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aLargeMessageComesBesideTheManySmallOnesOfAnotherChannel() {
        // Given
        Position orders = bench.head(ORDERS);
        Position news = bench.head(NEWS);
        Position other = bench.head(new Channel("orders.1"));
        bench.publish(ORDERS);
        Position large = bench.publish(NEWS, PollSession.MOST_BYTES / 2);
        // When
        poll(0, 100, at(ORDERS, orders), at(NEWS, news), at(new Channel("orders.1"), other));
        // Then
        assertThat(ids(answer())).contains(large);
    }

    @Test
    void aMessageThatIsLargerThanAnAnswerMayBeComesAlone() {
        // Given
        Position birth = bench.head(ORDERS);
        Position large = bench.publish(ORDERS, PollSession.MOST_BYTES + 1);
        bench.publish(ORDERS);
        // When
        poll(0, 100, at(ORDERS, birth));
        // Then
        PollAnswer answer = answer();
        assertThat(ids(answer)).containsExactly(large);
        assertThat(answer.cursor()).isEqualTo(large.toString());
    }

    @Test
    void aHoleIsAnItemInItsPlace() {
        // Given
        Position id = bench.publish(ORDERS);
        Position forged = new Position(1, 9);
        // When
        poll(25_000, 10, at(ORDERS, forged));
        // Then
        PollAnswer answer = answer();
        assertThat(script(answer)).containsExactly("Gap", id.toString());
        ServerFrame.Gap gap =
                (ServerFrame.Gap) ((CountingFrames.Counted) answer.items().get(0)).content();
        assertThat(gap.gap().since()).isEqualTo(forged);
        assertThat(answer.cursor()).isEqualTo(id.toString());
    }

    @Test
    void anAnswerThatHasRoomForTheHoleAloneGoesOnBehindIt() {
        // Given
        bench.publish(ORDERS);
        Position forged = new Position(1, 9);
        // When
        poll(0, 1, at(ORDERS, forged));
        // Then
        PollAnswer answer = answer();
        ServerFrame.Gap gap =
                (ServerFrame.Gap) ((CountingFrames.Counted) answer.items().get(0)).content();
        assertThat(answer.items()).hasSize(1);
        assertThat(answer.cursor()).isEqualTo(gap.gap().id().toString());
    }

    @Test
    void earliestAndLastGiveTheHistory() {
        // Given
        for (int i = 0; i < 5; i++) bench.publish(ORDERS);
        // When
        poll(0, 10, new SubscriptionRequest(ORDERS, new Since.Last(2)));
        // Then
        assertThat(ids(answer()).stream().map(Position::offset)).containsExactly(4L, 5L);
        poll(0, 10, new SubscriptionRequest(ORDERS, Since.EARLIEST));
        assertThat(ids(answer())).hasSize(5);
    }

    @Test
    void whoIsNotGrantedOneChannelGetsNone() {
        assertThatThrownBy(() -> poll(0, 10, latest(ORDERS), latest(SECRET))).isInstanceOf(Refusal.class);
        assertThat(bench.census.size()).isZero();
    }

    @Test
    void aHeldPollAnswersWithItsCursorWhenThePodDrains() {
        // Given
        Position head = bench.publish(ORDERS);
        poll(25_000, 10, latest(ORDERS));
        // When
        bench.sessions.startDraining();
        int left = bench.sessions.drain(10);
        // Then
        assertThat(left).isZero();
        assertThat(answer().cursor()).isEqualTo(head.toString());
        assertThatThrownBy(() -> poll(0, 10, latest(ORDERS)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.DRAINING));
    }

    @Test
    void aClientThatGoesAwayIsNotAnswered() {
        // Given
        PollSession session = poll(25_000, 10, latest(ORDERS));
        // When
        session.onClosed();
        bench.publish(ORDERS);
        // Then
        assertThat(answers).isEmpty();
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void aBackboneThatIsAwayRefusesThePoll() {
        // Given
        bench = new SessionBench(new ScriptedBackbone(), SessionBench.SETTINGS);
        poll(25_000, 10, latest(ORDERS));
        // When
        bench.advance(5_000);
        // Then
        assertThat(failures).containsExactly(Failure.BACKBONE_AWAY);
        assertThat(bench.census.size()).isZero();
    }

    @Test
    void aPollAnswersInTimeWithWhatItHasThoughTheLogCannotBeReadAnyMore() {
        // Given
        ScriptedBackbone backbone = new ScriptedBackbone();
        bench = new SessionBench(backbone, SessionBench.SETTINGS);
        WrittenLog log = new WrittenLog();
        Position birth = log.head();
        log.append(100, 100);
        bench.sessions.openPoll(alice(), new PollRequest(List.of(latest(ORDERS)), 10, 60_000, true), NOBODY);
        bench.run();
        bench.feeds.watched(ORDERS, backbone.generation());
        bench.run();
        backbone.position().answer(log.head());
        poll(25_000, 50, at(ORDERS, birth));
        bench.advance(1);
        backbone.answerRead(log);
        bench.run();
        // When
        for (int second = 0; second < 30; second++) {
            while (backbone.isRead()) backbone.read().fail();
            bench.advance(1_000);
        }
        // Then
        PollAnswer answer = answer();
        assertThat(ids(answer)).isNotEmpty();
        assertThat(answer.cursor())
                .isEqualTo(ids(answer).get(ids(answer).size() - 1).toString());
    }
}
