package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantsTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final Channel ALICE = new Channel("user.alice");

    private final Grants grants = new Grants(
            List.of(ChannelPattern.parse("orders.*", "alice")),
            List.of(ChannelPattern.parse("chat.**", "alice")),
            List.of(ALICE),
            false);

    @Test
    void readingAndWritingAreGrantedApart() {
        assertThat(grants.maySubscribe(ORDERS)).isTrue();
        assertThat(grants.mayPublish(ORDERS)).isFalse();
        assertThat(grants.maySubscribe(new Channel("chat.1"))).isFalse();
        assertThat(grants.mayPublish(new Channel("chat.1"))).isTrue();
    }

    @Test
    void aChannelOfTheTokenGrantsItself() {
        assertThat(grants.maySubscribe(ALICE)).isTrue();
        assertThat(grants.mayPublish(ALICE)).isFalse();
    }

    @Test
    void nothingGrantsNothing() {
        assertThat(Grants.NONE.maySubscribe(ORDERS)).isFalse();
        assertThat(Grants.NONE.mayPublish(ORDERS)).isFalse();
    }

    @Test
    void aTokenListsAtMostSixteenChannels() {
        List<Channel> seventeen =
                IntStream.range(0, 17).mapToObj(i -> new Channel("c" + i)).toList();
        assertThat(Refused.by(() -> new Grants(List.of(), List.of(), seventeen, false))
                        .failure())
                .isEqualTo(Failure.BAD_TOKEN);
    }
}
