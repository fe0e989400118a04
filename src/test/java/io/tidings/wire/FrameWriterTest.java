package io.tidings.wire;

import static io.tidings.wire.Sent.ID;
import static io.tidings.wire.Sent.ORDERS;
import static io.tidings.wire.Sent.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.ServerFrame.Joined;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Gap;
import io.tidings.model.Position;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
    @Test
    void welcomeTellsWhoIsConnectedUntilWhenAndFromWhere() {
        long expires = Instant.parse("2026-11-05T10:00:00.007Z").toEpochMilli();
        assertThat(json(new ServerFrame.Welcome(
                        "1",
                        "s1",
                        "alice",
                        expires,
                        25_000,
                        List.of(new Joined(ORDERS, ID), new Joined(new Channel("a"), new Position(0, 5))))))
                .isEqualTo(
                        "{'type':'welcome','ref':'1','session':'s1','user':'alice','expires':'2026-11-05T10:00:00.007Z',"
                                + "'heartbeat':25000,'subscriptions':[{'channel':'orders.42','id':'17-193847561234567'},{'channel':'a','id':'0-5'}]}");
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        assertThat(json(new ServerFrame.Welcome(null, "s1", null, null, 25_000, List.of())))
                .isEqualTo("{'type':'welcome','session':'s1','heartbeat':25000,'subscriptions':[]}");
        assertThat(json(new ServerFrame.Pong(null))).isEqualTo("{'type':'pong'}");
        assertThat(json(new ServerFrame.Bye(Failure.DISCONNECTED, null)))
                .isEqualTo("{'type':'bye','code':'disconnected'}");
    }

    @Test
    void answersRepeatTheRef() {
        assertThat(json(new ServerFrame.Subscribed("2", List.of(new Joined(ORDERS, ID)))))
                .isEqualTo(
                        "{'type':'subscribed','ref':'2','subscriptions':[{'channel':'orders.42','id':'17-193847561234567'}]}");
        assertThat(json(new ServerFrame.Unsubscribed("3", ORDERS, Failure.NOT_GRANTED)))
                .isEqualTo("{'type':'unsubscribed','ref':'3','channel':'orders.42','code':'not-granted'}");
        assertThat(json(new ServerFrame.Published("4", ORDERS, ID)))
                .isEqualTo("{'type':'published','ref':'4','channel':'orders.42','id':'17-193847561234567'}");
        assertThat(json(new ServerFrame.Pong("5"))).isEqualTo("{'type':'pong','ref':'5'}");
        assertThat(json(new ServerFrame.Error("6", Failure.MALFORMED, "no \"data\"")))
                .isEqualTo("{'type':'error','ref':'6','code':'malformed','detail':'no \\'data\\'','retry':false}");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorSaysWhetherToTryAgain(Failure failure) {
        assertThat(json(new ServerFrame.Error(null, failure, "d")))
                .isEqualTo("{'type':'error','code':'" + failure.code() + "','detail':'d','retry':" + failure.retriable()
                        + "}");
    }

    @ParameterizedTest
    @EnumSource
    void aGapSaysWhyAndWhereTheStreamGoesOn(Gap.Reason reason) {
        assertThat(json(new ServerFrame.Gap(ORDERS, new Gap(reason, new Position(3, 9), ID))))
                .isEqualTo("{'type':'gap','channel':'orders.42','reason':'" + reason.code()
                        + "','since':'3-9','id':'17-193847561234567'}");
    }

    @Test
    void byeSaysWhyAndWhenToComeBack() {
        assertThat(json(new ServerFrame.Bye(Failure.DRAINING, 1500L)))
                .isEqualTo("{'type':'bye','code':'draining','retryAfter':1500}");
    }

    @Test
    void aRefThatIsHalfASurrogatePairComesBackAsItCame() {
        assertThat(json(new ServerFrame.Pong("\ud83d"))).isEqualTo("{'type':'pong','ref':'\\ud83d'}");
    }

    @Test
    void whatClientsSentCannotBreakALine() {
        assertThat(json(new ServerFrame.Error("\r\n", Failure.MALFORMED, "\n\u2028\0")))
                .isEqualTo(
                        "{'type':'error','ref':'\\r\\n','code':'malformed','detail':'\\n\u2028\\u0000','retry':false}");
    }

    @Test
    void anExpiryBeyondFourDigitsOfAYearIsTheEndOfTheLastOne() {
        assertThat(Timestamps.format(Long.MAX_VALUE)).isEqualTo("9999-12-31T23:59:59.999Z");
        assertThat(Timestamps.format(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Timestamps.format(-1)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    private static String json(ServerFrame frame) {
        byte[] json = FrameWriter.json(frame);
        assertThat(Jackson.tree(json).isObject()).isTrue();
        return text(json).replace('"', '\'');
    }
}
