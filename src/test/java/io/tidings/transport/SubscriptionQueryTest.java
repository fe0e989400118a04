package io.tidings.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Cursor;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionQueryTest {
    private static final Channel A = new Channel("a");
    private static final Channel B = new Channel("b");
    private static final Position FIRST = new Position(1, 11);
    private static final Position SECOND = new Position(2, 22);
    private static final String OF_A = Cursor.format(Map.of(A, SECOND), false);

    private final MultiMap query = MultiMap.caseInsensitiveMultiMap();
    private List<Channel> own = List.of();

    private SubscriptionQuery read(@Nullable String lastEventId, SubscriptionRequest... body) {
        Grants grants = new Grants(List.of(), List.of(), own, false);
        return SubscriptionQuery.read(query, lastEventId, List.of(body), new Identity("u", grants, Identity.NEVER), 3);
    }

    private static SubscriptionRequest request(Channel channel, Since since) {
        return new SubscriptionRequest(channel, since);
    }

    private static Since at(Position position) {
        return new Since.At(position);
    }

    @Test
    void aChannelIsReadFromTheLatestUnlessToldOtherwise() {
        query.add("channel", "a");
        assertThat(read(null).requests()).containsExactly(request(A, Since.LATEST));
    }

    @Test
    void sinceCountsForEveryChannel() {
        query.add("channel", "a").add("channel", "b").add("since", "last:2");
        assertThat(read(null).requests()).containsExactly(request(A, new Since.Last(2)), request(B, new Since.Last(2)));
    }

    @Test
    void aChannelsOwnPositionWinsOverSince() {
        query.add("channel", "a@" + FIRST).add("channel", "b").add("since", "earliest");
        assertThat(read(null).requests()).containsExactly(request(A, at(FIRST)), request(B, Since.EARLIEST));
    }

    @Test
    void theLastEventIdWinsOverAll() {
        query.add("channel", "a@" + FIRST).add("since", "earliest");
        assertThat(read(SECOND.toString()).requests()).containsExactly(request(A, at(SECOND)));
    }

    @Test
    void aChannelThatTheLastEventIdDoesNotListIsNew() {
        query.add("channel", "a").add("channel", "b");
        assertThat(read(OF_A).requests()).containsExactly(request(A, at(SECOND)), request(B, Since.LATEST));
    }

    @Test
    void anEmptyLastEventIdSaysNothing() {
        query.add("channel", "a").add("since", "earliest");
        assertThat(read("").requests()).containsExactly(request(A, Since.EARLIEST));
    }

    @Test
    void aBodyNamesChannelsToo() {
        query.add("since", OF_A);
        assertThat(read(null, request(A, Since.LATEST), request(B, at(FIRST))).requests())
                .containsExactly(request(A, at(SECOND)), request(B, at(FIRST)));
    }

    @Test
    void withoutAChannelTheTokensOwnAreRead() {
        own = List.of(A);
        query.add("since", OF_A);
        assertThat(read(null)).isEqualTo(new SubscriptionQuery(List.of(request(A, at(SECOND))), false));
    }

    @Test
    void onlyOneExplicitChannelHasShortCursors() {
        own = List.of(B);
        query.add("channel", "a");
        assertThat(read(null)).isEqualTo(new SubscriptionQuery(List.of(request(A, Since.LATEST)), true));
        query.add("channel", "b");
        assertThat(read(null).shortCursor()).isFalse();
    }

    @Test
    void oneMustAskForSomething() {
        refused(Failure.MALFORMED, "no channel");
    }

    @Test
    void aChannelMayBeAskedForOnce() {
        query.add("channel", "a").add("channel", "a@" + FIRST);
        refused(Failure.MALFORMED, "twice");
    }

    @Test
    void thereMayBeOnlySoManyChannels() {
        for (String name : List.of("a", "b", "c", "d")) query.add("channel", name);
        refused(Failure.TOO_MANY_SUBSCRIPTIONS, "at most 3");
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        query.add("channel", "a").add("since", "yesterday");
        refused(Failure.MALFORMED, "yesterday");
    }

    @Test
    void anEmptyPlaceIsRefusedAsWhoMeantAPositionWouldMissMessages() {
        query.add("channel", "a").add("since", "");
        refused(Failure.MALFORMED, "\"\" is not a place in a channel");
    }

    @Test
    void onePositionIsNoCursorOfTwoChannels() {
        query.add("channel", "a").add("channel", "b").add("since", FIRST.toString());
        refused(Failure.MALFORMED, "2 channels");
    }

    private void refused(Failure failure, String detail) {
        assertThatThrownBy(() -> read(null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(failure))
                .hasMessageContaining(detail);
    }
}
