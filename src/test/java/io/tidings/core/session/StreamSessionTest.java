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
import io.tidings.core.port.Format;
import io.tidings.core.port.RecordingSink;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One event stream: its welcome, the cursor of every event, its end. */
class StreamSessionTest {
    private final SessionBench bench = new SessionBench();
    private final RecordingSink sink = bench.sink;

    private StreamSession open(boolean shortCursor, SubscriptionRequest... requests) {
        StreamSession session = bench.sessions.openStream(sink, alice(), List.of(requests), shortCursor);
        bench.run();
        return session;
    }

    private static String cursor(Map<Channel, Position> positions) {
        return Cursor.format(positions, false);
    }

    @Test
    void theWelcomePrecedesTheMessagesAndHasTheCursorFromBeforeThem() {
        // Given
        Position birth = bench.head(ORDERS);
        Position id = bench.publish(ORDERS);
        // When
        StreamSession session = open(true, at(ORDERS, birth));
        // Then
        assertThat(sink.script()).containsExactly("Welcome", id.toString());
        assertThat(sink.written().get(0).cursor()).isEqualTo(birth.toString());
        assertThat(sink.written().get(1).format()).isEqualTo(Format.EVENT);
        session.onClosed();
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void everyEventOfSeveralChannelsCarriesTheCursorOfAll() {
        // Given
        Position orders = bench.head(ORDERS);
        Position news = bench.head(NEWS);
        StreamSession session = open(false, latest(ORDERS), latest(NEWS));
        // When
        Position order = bench.publish(ORDERS);
        Position item = bench.publish(NEWS);
        // Then
        assertThat(sink.script())
                .containsExactly(
                        "Welcome",
                        "id " + cursor(Map.of(ORDERS, order, NEWS, news)),
                        order.toString(),
                        "id " + cursor(Map.of(ORDERS, order, NEWS, item)),
                        item.toString());
        assertThat(sink.written().get(0).cursor()).isEqualTo(cursor(Map.of(ORDERS, orders, NEWS, news)));
        session.onClosed();
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void aHoleMovesTheCursor() {
        // Given
        Position forged = new Position(5, 5);
        Position head = bench.publish(ORDERS);
        // When
        open(false, at(ORDERS, forged), latest(NEWS));
        // Then
        assertThat(sink.script()).containsExactly("Welcome", "Gap");
        assertThat(sink.written().get(0).cursor()).isEqualTo(cursor(Map.of(ORDERS, forged, NEWS, bench.head(NEWS))));
        assertThat(sink.written().get(1).cursor()).isEqualTo(cursor(Map.of(ORDERS, head, NEWS, bench.head(NEWS))));
    }

    @Test
    void oneChannelThatIsNotGrantedRefusesThemAll() {
        assertThatThrownBy(() -> open(false, latest(ORDERS), latest(SECRET)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.NOT_GRANTED));
        assertThat(bench.census.size()).isZero();
        assertThat(bench.open()).isZero();
    }

    @Test
    void aJoinThatIsRefusedEndsTheStreamWithABye() {
        // Given
        SessionBench away = new SessionBench(new ScriptedBackbone(), SessionBench.SETTINGS);
        away.sessions.openStream(away.sink, alice(), List.of(latest(ORDERS)), true);
        // When
        away.advance(5_000);
        // Then
        assertThat(away.sink.script()).containsExactly("Bye");
        assertThat(away.sink.closed()).isEqualTo(Failure.BACKBONE_AWAY);
        assertThat(away.closes).containsExactly(Failure.BACKBONE_AWAY);
    }

    @Test
    void aCommentComesEveryFifteenSeconds() {
        // Given
        open(true, latest(ORDERS));
        // When
        bench.advance(46_000);
        // Then
        assertThat(sink.pings()).isEqualTo(3);
    }

    @Test
    void aStreamEndsWhenItsTokenExpires() {
        // Given
        bench.sessions.openStream(
                sink, identity("alice", SteppedLanes.EPOCH + 20_000, "orders.*"), List.of(latest(ORDERS)), true);
        // When
        bench.advance(20_100);
        // Then
        assertThat(sink.script()).containsExactly("Welcome", "Bye");
        assertThat(sink.closed()).isEqualTo(Failure.TOKEN_EXPIRED);
    }

    @Test
    void aSlowSubscriberIsEndedAndToldToResume() {
        // Given
        open(true, latest(ORDERS));
        sink.stall();
        // When
        for (int i = 0; i < 20; i++) bench.publish(ORDERS, 990);
        // Then
        assertThat(sink.closed()).isEqualTo(Failure.TOO_SLOW);
        assertThat(sink.messages()).hasSize(10);
        assertThat(sink.all(ServerFrame.Bye.class)).containsExactly(new ServerFrame.Bye(Failure.TOO_SLOW, 0L));
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void theLastIdBeforeAByeIsThatOfTheLastMessageThatWasWritten() {
        // Given
        open(false, latest(ORDERS), latest(NEWS));
        sink.stall();
        // When
        for (int i = 0; i < 20 && sink.closed() == null; i++) bench.publish(ORDERS, 970);
        // Then
        Position lastWritten = sink.messages().get(sink.messages().size() - 1).id();
        List<CountingFrames.Counted> ids = new ArrayList<>(sink.written());
        ids.removeIf(frame -> !(frame.content() instanceof String));
        assertThat(sink.closed()).isEqualTo(Failure.TOO_SLOW);
        assertThat(ids.get(ids.size() - 1).cursor())
                .isEqualTo(cursor(Map.of(ORDERS, lastWritten, NEWS, bench.head(NEWS))));
    }

    @Test
    void aMessageThatIsLargerThanTheOutboxIsWrittenWhenItIsAlone() {
        // Given
        open(false, latest(ORDERS), latest(NEWS));
        // When
        Position id = bench.publish(ORDERS, 20_000);
        // Then
        assertThat(sink.closed()).isNull();
        assertThat(sink.messages()).extracting(Entry::id).containsExactly(id);
    }

    @Test
    void aSlowSubscribersReplayWaitsUntilThereIsRoom() {
        // Given
        Position birth = bench.head(ORDERS);
        for (int i = 0; i < 30; i++) bench.publish(ORDERS, 500);
        sink.stall();
        StreamSession session = open(true, at(ORDERS, birth));
        assertThat(sink.messages().size()).isBetween(1, 20);
        // When
        for (int i = 0; i < 20; i++) {
            sink.drain();
            sink.stall();
            session.onWritable();
            bench.run();
        }
        // Then
        assertThat(sink.closed()).isNull();
        assertThat(sink.messages())
                .hasSize(30)
                .extracting(each -> each.id().offset())
                .isSorted();
    }
}
