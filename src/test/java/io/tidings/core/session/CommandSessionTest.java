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
import io.tidings.core.port.RecordingSink;
import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One WebSocket: commands in their order, tokens, limits and the end. */
class CommandSessionTest {
    private final SessionBench bench = new SessionBench();
    private @Nullable CommandSession session;

    @AfterEach
    void everythingIsGivenBack() {
        if (session != null) session.onClosed();
        assertThat(bench.isClean()).isTrue();
    }

    private CommandSession opened(@Nullable Identity identity) {
        CommandSession opened = bench.sessions.openCommands(bench.sink, identity);
        session = opened;
        return opened;
    }

    private void say(ClientCommand command) {
        if (session == null) throw new IllegalStateException("no session");
        session.onCommand(command);
        bench.run();
    }

    private void connect(@Nullable String token, SubscriptionRequest... requests) {
        say(new ClientCommand.Connect("c", token, List.of(requests)));
    }

    private void subscribe(SubscriptionRequest... requests) {
        say(new ClientCommand.Subscribe("s", List.of(requests)));
    }

    private void accept(Identity identity) {
        bench.tokens.accept(identity);
        bench.run();
    }

    private void ping() {
        say(new ClientCommand.Ping("p"));
    }

    private List<String> script() {
        return bench.sink.script();
    }

    @Test
    void connectOpensTheSessionAndSubscribesInOneCommand() {
        // Given
        Position seen = bench.publish(ORDERS);
        Position missed = bench.publish(ORDERS);
        opened(null);
        connect("token", at(ORDERS, seen));
        assertThat(script()).isEmpty();
        // When
        accept(identity("alice", SteppedLanes.EPOCH + 3_600_000, "orders.*"));
        // Then
        assertThat(script()).containsExactly("Welcome", missed.toString());
        ServerFrame.Welcome welcome = bench.sink.all(ServerFrame.Welcome.class).get(0);
        assertThat(welcome.ref()).isEqualTo("c");
        assertThat(welcome.user()).isEqualTo("alice");
        assertThat(welcome.expiresAt()).isEqualTo(SteppedLanes.EPOCH + 3_600_000);
        assertThat(welcome.heartbeatMillis()).isEqualTo(25_000);
        assertThat(welcome.subscriptions()).containsExactly(new ServerFrame.Joined(ORDERS, seen));
    }

    @Test
    void commandsWaitTheirTurnWhileATokenIsVerified() {
        // Given
        opened(null);
        connect("token");
        ping();
        subscribe(latest(ORDERS));
        say(new ClientCommand.Unsubscribe("u", List.of(ORDERS)));
        assertThat(script()).isEmpty();
        // When
        accept(alice());
        // Then
        assertThat(script()).containsExactly("Welcome", "Pong", "Subscribed", "Unsubscribed");
    }

    @Test
    void aSecondConnectThatWaitedIsVerifiedInItsTurn() {
        // Given
        opened(null);
        connect("token");
        connect("another");
        ping();
        // When
        accept(alice());
        // Then
        assertThat(script()).containsExactly("Welcome");
        assertThat(bench.tokens.waiting()).isEqualTo(1);
        accept(alice());
        assertThat(script()).containsExactly("Welcome", "Welcome", "Pong");
    }

    @Test
    void tooManyCommandsThatWaitEndTheSession() {
        // Given
        opened(null);
        connect("token");
        // When
        for (int i = 0; i < 65; i++) {
            ping();
            bench.advance(100);
        }
        // Then
        assertThat(bench.sink.closed()).isIn(Failure.RATE_LIMITED, Failure.NO_CONNECT);
    }

    @Test
    void withoutATokenOnlyConnectIsTaken() {
        // Given
        opened(null);
        // When
        subscribe(latest(ORDERS));
        // Then
        assertThat(bench.sink.all(ServerFrame.Error.class).get(0).failure()).isEqualTo(Failure.BAD_TOKEN);
        assertThat(bench.sink.closed()).isNull();
        connect(null);
        assertThat(bench.sink.closed()).isEqualTo(Failure.BAD_TOKEN);
    }

    @Test
    void aBadTokenIsToldAndEndsASessionThatHasNone() {
        // Given
        opened(null);
        connect("token");
        ping();
        // When
        bench.tokens.refuse(Failure.BAD_TOKEN);
        bench.run();
        // Then
        assertThat(script()).containsExactly("Error", "Bye");
        assertThat(bench.sink.closed()).isEqualTo(Failure.BAD_TOKEN);
    }

    @Test
    void noConnectInTimeEndsTheSession() {
        // Given
        opened(null);
        bench.advance(4_900);
        assertThat(bench.sink.closed()).isNull();
        // When
        bench.advance(200);
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.NO_CONNECT);
    }

    @Test
    void aHandshakesTokenOpensTheSessionAtTheFirstCommand() {
        // Given
        opened(identity("alice", Identity.NEVER, "orders.*", NEWS));
        // When
        ping();
        // Then
        assertThat(script()).containsExactlyInAnyOrder("Pong", "Welcome");
        assertThat(bench.sink.all(ServerFrame.Welcome.class).get(0).subscriptions())
                .containsExactly(new ServerFrame.Joined(NEWS, bench.head(NEWS)));
    }

    @Test
    void aHandshakesTokenOpensTheSessionWhenTheTimeForConnectIsOver() {
        // Given
        opened(alice());
        assertThat(script()).isEmpty();
        // When
        bench.advance(5_100);
        // Then
        assertThat(script()).containsExactly("Welcome");
    }

    @Test
    void aConnectWithAnothersTokenLeavesAHandshakesSessionAsItWas() {
        // Given
        opened(identity("alice", Identity.NEVER, "orders.*", NEWS));
        connect("bobs");
        accept(identity("bob", Identity.NEVER, "orders.*"));
        assertThat(script()).containsExactly("Error");
        // When
        bench.advance(5_100);
        // Then
        assertThat(script()).containsExactly("Error", "Welcome");
    }

    @Test
    void aRefreshBringsANewExpiryAndAnswersWithAWelcome() {
        // Given
        opened(identity("alice", SteppedLanes.EPOCH + 10_000, "orders.*"));
        connect(null);
        bench.advance(9_000);
        connect("next");
        // When
        accept(identity("alice", SteppedLanes.EPOCH + 20_000, "orders.*"));
        // Then
        assertThat(script()).containsExactly("Welcome", "Welcome");
        bench.advance(10_900);
        assertThat(bench.sink.closed()).isNull();
        bench.advance(200);
        assertThat(bench.sink.closed()).isEqualTo(Failure.TOKEN_EXPIRED);
    }

    @Test
    void aRefreshEndsTheSubscriptionsThatTheNewTokenDoesNotGrant() {
        // Given
        opened(alice());
        connect(null, latest(ORDERS), latest(NEWS));
        connect("narrower");
        // When
        accept(identity("alice", Identity.NEVER, "orders.42"));
        // Then
        assertThat(bench.sink.all(ServerFrame.Unsubscribed.class))
                .containsExactly(new ServerFrame.Unsubscribed(null, NEWS, Failure.NOT_GRANTED));
        bench.publish(NEWS);
        assertThat(bench.sink.messages()).isEmpty();
    }

    @Test
    void aRefreshForAnotherSubjectIsRefusedAndTheSessionGoesOn() {
        // Given
        opened(alice());
        connect(null);
        connect("bobs");
        // When
        accept(identity("bob", Identity.NEVER, "**"));
        // Then
        assertThat(script()).containsExactly("Welcome", "Error");
        ping();
        assertThat(script()).endsWith("Pong");
    }

    @Test
    void aRefreshThatIsVerifiedWhileAHeartbeatIsDueDoesNotEndTheSession() {
        // Given
        opened(alice());
        connect(null);
        bench.advance(24_950);
        connect("next");
        // When
        bench.advance(1_000);
        accept(alice());
        // Then
        assertThat(bench.sink.closed()).isNull();
        assertThat(script()).containsExactly("Welcome", "Welcome");
        assertThat(bench.sink.pings()).isEqualTo(1);
    }

    @Test
    void aSessionEndsWhenItsTokenExpires() {
        // Given
        opened(identity("alice", SteppedLanes.EPOCH + 1_000, "orders.*"));
        // When
        bench.advance(1_100);
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.TOKEN_EXPIRED);
        assertThat(bench.sink.all(ServerFrame.Bye.class))
                .containsExactly(new ServerFrame.Bye(Failure.TOKEN_EXPIRED, 0L));
    }

    @Test
    void aPingThatIsAnsweredKeepsTheSession() {
        // Given
        CommandSession opened = opened(alice());
        connect(null);
        // When
        for (int i = 0; i < 12; i++) {
            bench.advance(10_000);
            opened.onPong();
        }
        // Then
        assertThat(bench.sink.closed()).isNull();
        assertThat(bench.sink.pings()).isEqualTo(4);
    }

    @Test
    void aPingThatIsNotAnsweredInTimeEndsTheSession() {
        // Given
        opened(alice());
        connect(null);
        bench.advance(34_900);
        assertThat(bench.sink.closed()).isNull();
        // When
        bench.advance(300);
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.NO_PONG);
    }

    @Test
    void moreCommandsThanAllowedEndTheSession() {
        // Given
        opened(alice());
        for (int i = 0; i < 20; i++) ping();
        assertThat(bench.sink.closed()).isNull();
        // When
        ping();
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.RATE_LIMITED);
        Long retryAfter = bench.sink.all(ServerFrame.Bye.class).get(0).retryAfterMillis();
        assertThat(retryAfter).isBetween(1L, 3_001L);
    }

    @Test
    void whatCannotBeReadEndsTheSession() {
        // Given
        opened(alice());
        // When
        say(new ClientCommand.Unreadable(new Refusal(Failure.MALFORMED, "no type")));
        ping();
        // Then
        assertThat(script()).containsExactly("Error", "Bye");
        assertThat(bench.sink.closed()).isEqualTo(Failure.MALFORMED);
    }

    @Test
    void aCommandThatAsksWronglyIsAnsweredAndTheSessionGoesOn() {
        // Given
        opened(alice());
        connect(null);
        // When
        say(new ClientCommand.Invalid("i", new Refusal(Failure.MALFORMED, "no channel")));
        // Then
        assertThat(bench.sink.all(ServerFrame.Error.class))
                .containsExactly(new ServerFrame.Error("i", Failure.MALFORMED, "no channel"));
        assertThat(bench.sink.closed()).isNull();
    }

    @Test
    void moreSubscriptionsThanAllowedAreRefusedOneByOne() {
        // Given
        opened(alice());
        connect(null);
        // When
        subscribe(latest(ORDERS), latest(NEWS), latest(orders(1)), latest(orders(2)), latest(orders(3)));
        // Then
        assertThat(bench.sink.all(ServerFrame.Unsubscribed.class))
                .containsExactly(new ServerFrame.Unsubscribed("s", orders(3), Failure.TOO_MANY_SUBSCRIPTIONS));
        assertThat(bench.sink.all(ServerFrame.Subscribed.class).get(0).subscriptions())
                .hasSize(4);
    }

    @Test
    void whatIsNotGrantedIsRefusedForThatOneAlone() {
        // Given
        opened(alice());
        connect(null);
        // When
        subscribe(latest(SECRET), latest(ORDERS));
        // Then
        assertThat(bench.sink.all(ServerFrame.Unsubscribed.class))
                .containsExactly(new ServerFrame.Unsubscribed("s", SECRET, Failure.NOT_GRANTED));
        bench.publish(SECRET);
        Position id = bench.publish(ORDERS);
        assertThat(bench.sink.messages()).extracting(Entry::id).containsExactly(id);
    }

    @Test
    void subscribingAgainWithoutAPositionAnswersWhereItIs() {
        // Given
        opened(alice());
        connect(null, latest(ORDERS));
        Position id = bench.publish(ORDERS);
        // When
        subscribe(latest(ORDERS));
        // Then
        assertThat(bench.sink.all(ServerFrame.Subscribed.class).get(0).subscriptions())
                .containsExactly(new ServerFrame.Joined(ORDERS, id));
        bench.publish(ORDERS);
        assertThat(bench.sink.messages()).hasSize(2);
    }

    @Test
    void subscribingAgainWithAPositionStartsThere() {
        // Given
        Position birth = bench.head(ORDERS);
        opened(alice());
        connect(null, latest(ORDERS));
        Position id = bench.publish(ORDERS);
        // When
        subscribe(at(ORDERS, birth));
        // Then
        assertThat(script()).containsExactly("Welcome", id.toString(), "Subscribed", id.toString());
        Position next = bench.publish(ORDERS);
        assertThat(script()).endsWith(next.toString()).hasSize(5);
    }

    @Test
    void aChannelThatIsNamedTwiceInOneCommandIsSubscribedOnce() {
        // Given
        Position birth = bench.head(ORDERS);
        Position id = bench.publish(ORDERS);
        opened(alice());
        connect(null);
        // When
        subscribe(at(ORDERS, birth), at(ORDERS, id));
        // Then
        assertThat(bench.sink.all(ServerFrame.Subscribed.class).get(0).subscriptions())
                .containsExactly(new ServerFrame.Joined(ORDERS, birth));
        Position next = bench.publish(ORDERS);
        assertThat(bench.sink.messages()).extracting(Entry::id).containsExactly(id, next);
    }

    @Test
    void whoUnsubscribesHearsNoMore() {
        // Given
        opened(alice());
        connect(null, latest(ORDERS));
        // When
        say(new ClientCommand.Unsubscribe("u", List.of(ORDERS, NEWS)));
        bench.publish(ORDERS);
        // Then
        assertThat(script()).containsExactly("Welcome", "Unsubscribed", "Unsubscribed");
    }

    @Test
    void aPublicationIsAnsweredWithItsPosition() {
        // Given
        opened(alice());
        connect(null);
        // When
        publish(ORDERS);
        publish(SECRET);
        // Then
        assertThat(bench.sink.all(ServerFrame.Published.class))
                .containsExactly(new ServerFrame.Published("x", ORDERS, bench.head(ORDERS)));
        assertThat(bench.sink.all(ServerFrame.Error.class).get(0).failure()).isEqualTo(Failure.NOT_GRANTED);
    }

    @Test
    void anAnswerThatComesAfterTheEndIsNotWritten() {
        // Given
        CommandSession opened = opened(alice());
        connect(null);
        opened.onCommand(publication(ORDERS));
        opened.onCommand(new ClientCommand.Connect("c", "token", List.of()));
        // When
        opened.close(Failure.GOING_AWAY);
        accept(alice());
        // Then
        assertThat(script()).containsExactly("Welcome", "Bye");
    }

    @Test
    void aSubjectMayHaveOnlySoManySessions() {
        // Given
        opened(alice());
        CommandSession second = bench.sessions.openCommands(new RecordingSink(), alice());
        // When, Then
        assertThatThrownBy(() -> bench.sessions.openCommands(new RecordingSink(), alice()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.TOO_MANY_SESSIONS));
        assertThat(bench.rejected).containsExactly(Failure.TOO_MANY_SESSIONS);
        second.onClosed();
    }

    @Test
    void aSubjectWithTooManySessionsIsToldSoByConnect() {
        // Given
        CommandSession first = bench.sessions.openCommands(new RecordingSink(), alice());
        CommandSession second = bench.sessions.openCommands(new RecordingSink(), alice());
        opened(null);
        connect("token");
        // When
        accept(alice());
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.TOO_MANY_SESSIONS);
        first.onClosed();
        second.onClosed();
    }

    @Test
    void theOperatorEndsTheSessionsOfASubject() {
        // Given
        opened(alice());
        // When
        bench.sessions.disconnect("bob");
        assertThat(bench.sink.closed()).isNull();
        bench.sessions.disconnect("alice");
        // Then
        assertThat(bench.sink.closed()).isEqualTo(Failure.DISCONNECTED);
        assertThat(bench.sink.all(ServerFrame.Bye.class))
                .containsExactly(new ServerFrame.Bye(Failure.DISCONNECTED, null));
    }

    @Test
    void aHoleIsToldInOrder() {
        // Given
        Position forged = new Position(7, 7);
        opened(alice());
        // When
        connect(null, new SubscriptionRequest(ORDERS, new Since.At(forged)));
        // Then
        assertThat(script()).containsExactly("Welcome", "Gap");
        assertThat(bench.sink.all(ServerFrame.Welcome.class).get(0).subscriptions())
                .containsExactly(new ServerFrame.Joined(ORDERS, forged));
    }

    private void publish(Channel channel) {
        say(publication(channel));
    }

    private static ClientCommand publication(Channel channel) {
        return new ClientCommand.Publish(
                "x", new Publication(channel, new Payload.Json(new byte[] {'1'}), null, Map.of(), null));
    }

    private static Channel orders(int number) {
        return new Channel("orders." + number);
    }
}
