package io.tidings.core.session;

import static io.tidings.core.session.SessionBench.NEWS;
import static io.tidings.core.session.SessionBench.ORDERS;
import static io.tidings.core.session.SessionBench.alice;
import static io.tidings.core.session.SessionBench.identity;
import static io.tidings.core.session.SessionBench.latest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.port.RecordingSink;
import io.tidings.core.port.Reply;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.WrittenLog;
import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Admission, the paced end of all sessions, and what is held while a group of joins is resolved. */
class SessionsTest {
    private final SessionBench bench = new SessionBench();
    private final List<RecordingSink> sinks = new ArrayList<>();

    private void openStream(String subject) {
        RecordingSink sink = new RecordingSink();
        sinks.add(sink);
        bench.sessions.openStream(sink, identity(subject, Identity.NEVER, "orders.*"), List.of(latest(ORDERS)), true);
        bench.run();
    }

    private long closed() {
        return sinks.stream().filter(sink -> sink.closed() == Failure.DRAINING).count();
    }

    @Test
    void aPodThatIsFullTakesNoMore() {
        // Given
        for (int i = 0; i < 5; i++) openStream("s" + i);
        // When, Then
        assertThatThrownBy(() -> openStream("one more"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.OVERLOADED));
        assertThat(bench.rejected).containsExactly(Failure.OVERLOADED);
        assertThat(bench.open()).isEqualTo(5);
    }

    @Test
    void sessionsAreDrainedAtThePaceThatIsAskedForAndToldWhenToComeBack() {
        // Given
        for (int i = 0; i < 5; i++) openStream("s" + i);
        bench.sessions.startDraining();
        // When
        int left = bench.sessions.drain(2);
        // Then
        assertThat(left).isEqualTo(3);
        assertThat(closed()).isEqualTo(2);
        assertThat(bench.sessions.drain(2)).isEqualTo(1);
        assertThat(bench.sessions.drain(2)).isZero();
        assertThat(closed()).isEqualTo(5);
        assertThat(sinks)
                .allSatisfy(sink -> assertThat(
                                sink.all(ServerFrame.Bye.class).get(0).retryAfterMillis())
                        .isBetween(301L, 3_001L));
        assertThat(bench.isClean()).isTrue();
    }

    @Test
    void allWhoAreSentAwayAtOnceComeBackInAWindowThatGrowsWithThem() {
        // When
        List<Long> returns = Stream.generate(() -> bench.sessions.sentAway(new Refusal(Failure.BACKBONE_AWAY)))
                .limit(10_000)
                .map(Refusal::retryAfterMillis)
                .toList();
        // Then
        assertThat(Collections.max(returns)).isBetween(9_000L, 10_001L);
        assertThat(returns.stream().distinct().count()).isGreaterThan(3_000);
    }

    @Test
    void aTimeThatIsToldStaysAndWhoCannotComeBackIsToldNone() {
        // Given
        Refusal told = new Refusal(Failure.OVERLOADED, "later", 77);
        // When, Then
        assertThat(bench.sessions.sentAway(told)).isSameAs(told);
        assertThat(bench.sessions.sentAway(new Refusal(Failure.NOT_GRANTED)).retryAfterMillis())
                .isZero();
    }

    @Test
    void aPodThatDrainsTakesNoMore() {
        // Given
        bench.sessions.startDraining();
        // When, Then
        assertThatThrownBy(() -> openStream("late"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.DRAINING));
    }

    @Test
    void aSessionThatEndsWhileItsGroupIsHeldGivesBackWhatWasHeld() {
        // Given
        ScriptedBackbone backbone = new ScriptedBackbone();
        SessionBench half = new SessionBench(backbone, SessionBench.SETTINGS);
        HalfJoined joined = new HalfJoined(half, backbone);
        joined.tell(ORDERS, joined.live(ORDERS), 3, 100);
        assertThat(half.sink.script()).isEmpty();
        // When
        joined.session.onClosed();
        // Then
        half.advance(60_000);
        assertThat(half.sink.script()).isEmpty();
        assertThat(half.frames.held().stream().filter(frame -> frame.references() > 1))
                .isEmpty();
    }

    @Test
    void whatIsHeldForAGroupIsBounded() {
        // Given
        ScriptedBackbone backbone = new ScriptedBackbone();
        SessionBench half = new SessionBench(backbone, SessionBench.SETTINGS);
        HalfJoined joined = new HalfJoined(half, backbone);
        // When
        joined.tell(ORDERS, joined.live(ORDERS), 30, 900);
        // Then
        assertThat(half.sink.closed()).isEqualTo(Failure.OVERLOADED);
    }

    @Test
    void anUnsubscribedChannelCountsNoMoreForWhatIsHeld() {
        // Given
        ScriptedBackbone backbone = new ScriptedBackbone();
        SessionBench half = new SessionBench(backbone, SessionBench.SETTINGS);
        HalfJoined joined = new HalfJoined(half, backbone);
        joined.tell(ORDERS, joined.live(ORDERS), 15, 1_000);
        joined.session.onCommand(new ClientCommand.Unsubscribe("u", List.of(ORDERS)));
        // When
        joined.tell(NEWS, joined.live(NEWS), 10, 900);
        // Then
        assertThat(half.sink.closed()).isNull();
        joined.live(HalfJoined.WAITING);
        assertThat(half.sink.script()).startsWith("Unsubscribed", "Welcome").hasSize(12);
    }

    @Test
    void aChannelThatIsAskedForAgainWhileItsMessagesAreHeldStandsWhereTheClientIs() {
        // Given: whoever is cut off behind this answer must come back to the messages that were held
        ScriptedBackbone backbone = new ScriptedBackbone();
        SessionBench half = new SessionBench(backbone, SessionBench.SETTINGS);
        HalfJoined joined = new HalfJoined(half, backbone);
        WrittenLog log = joined.live(ORDERS);
        Position start = log.head();
        joined.tell(ORDERS, log, 3, 100);
        // When
        joined.session.onCommand(new ClientCommand.Subscribe("again", List.of(latest(ORDERS))));
        // Then
        assertThat(half.sink.all(ServerFrame.Subscribed.class))
                .containsExactly(new ServerFrame.Subscribed("again", List.of(new ServerFrame.Joined(ORDERS, start))));
    }

    @Test
    void aJoinThatIsRefusedEndsThatSubscriptionAloneAndAnswersTheCommand() {
        // Given
        ScriptedBackbone backbone = new ScriptedBackbone();
        SessionBench half = new SessionBench(backbone, SessionBench.SETTINGS);
        HalfJoined joined = new HalfJoined(half, backbone);
        joined.live(ORDERS);
        joined.live(NEWS);
        // When
        half.advance(5_000);
        // Then
        assertThat(half.sink.script()).containsExactly("Welcome", "Unsubscribed");
        assertThat(half.sink.all(ServerFrame.Unsubscribed.class))
                .containsExactly(
                        new ServerFrame.Unsubscribed(HalfJoined.REF, HalfJoined.WAITING, Failure.BACKBONE_AWAY));
        assertThat(half.sink.closed()).isNull();
    }

    @Test
    void aPollThatCannotAnswerIsToldThatThePodDrains() {
        // Given
        SessionBench away = new SessionBench(new ScriptedBackbone(), SessionBench.SETTINGS);
        List<Failure> failures = new ArrayList<>();
        away.sessions.openPoll(
                alice(),
                new PollRequest(List.of(latest(ORDERS)), 10, 20_000, true),
                Reply.of(answer -> {}, refusal -> failures.add(refusal.failure())));
        // When
        away.sessions.drain(1);
        // Then
        assertThat(failures).containsExactly(Failure.DRAINING);
    }
}
