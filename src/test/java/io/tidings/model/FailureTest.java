package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    @Test
    void codesAreTheNamesInLowerCaseWithDashes() {
        assertThat(Failure.BACKBONE_AWAY.code()).isEqualTo("backbone-away");
        assertThat(Failure.NOT_UTF8.code()).isEqualTo("not-utf8");
        assertThat(Arrays.stream(Failure.values()).map(Failure::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z0-9-]+"));
    }

    @ParameterizedTest
    @EnumSource
    void aCloseCodeOfOursTellsAnOldClientWhetherToComeBack(Failure failure) {
        if (failure.closeCode() < 4000)
            assertThat(failure.closeCode()).isIn(0, 1000, 1001, 1002, 1003, 1007, 1009, 1011, 1012, 1013);
        else assertThat(failure.retriable()).isEqualTo(failure.closeCode() < 4500);
    }

    @ParameterizedTest
    @EnumSource
    void aStatusIsAnErrorAndEveryUnavailabilityMayPass(Failure failure) {
        assertThat(failure.status())
                .satisfiesAnyOf(s -> assertThat(s).isZero(), s -> assertThat(s).isBetween(400, 503));
        if (failure.status() >= 500) assertThat(failure.retry()).isEqualTo(Failure.Retry.LATER);
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureCanBeTold(Failure failure) {
        assertThat(failure.status() + failure.closeCode())
                .as("a status, a close code or both")
                .isPositive();
        assertThat(failure.title()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void theCodesOfTheProtocolNeverChange() {
        assertThat(closeCodes(
                        Failure.TOO_SLOW,
                        Failure.TOKEN_EXPIRED,
                        Failure.RATE_LIMITED,
                        Failure.NO_PONG,
                        Failure.NO_CONNECT,
                        Failure.SESSION_AGED))
                .containsExactly(4001, 4002, 4003, 4004, 4005, 4006);
        assertThat(closeCodes(
                        Failure.MALFORMED,
                        Failure.BAD_TOKEN,
                        Failure.NOT_GRANTED,
                        Failure.DISCONNECTED,
                        Failure.TOO_MANY_SESSIONS))
                .containsExactly(4500, 4501, 4503, 4504, 4509);
        assertThat(closeCodes(Failure.INTERNAL, Failure.DRAINING, Failure.OVERLOADED))
                .containsExactly(1011, 1012, 1013);
    }

    @Test
    void aRefusalWithoutADetailSaysTheTitle() {
        assertThat(new Refusal(Failure.TOO_SLOW).detail()).isEqualTo(Failure.TOO_SLOW.title());
        assertThat(new Refusal(Failure.TOO_SLOW).getStackTrace()).isEmpty();
    }

    private static List<Integer> closeCodes(Failure... failures) {
        return Arrays.stream(failures).map(Failure::closeCode).toList();
    }
}
