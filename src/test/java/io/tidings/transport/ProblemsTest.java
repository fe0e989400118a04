package io.tidings.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.log.LoggedLines;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void aBugIsLoggedWithThePathOfItsRequestAndToldToNobody() {
        try (LoggedLines log = new LoggedLines(Problems.class.getName())) {
            // When
            Refusal told = Problems.refusal(new IllegalStateException("a bug"), "/v1/channels/news/messages");
            // Then
            assertThat(told.failure()).isEqualTo(Failure.INTERNAL);
            assertThat(told.detail()).doesNotContain("a bug");
            assertThat(log.lines()).containsExactly("a request has failed: path=/v1/channels/news/messages");
        }
    }

    @Test
    void aRefusalIsTheClientsAffairAndNotLogged() {
        try (LoggedLines log = new LoggedLines(Problems.class.getName())) {
            // When
            Refusal told = Problems.refusal(new Refusal(Failure.NOT_GRANTED), "/v1/poll");
            // Then
            assertThat(told.failure()).isEqualTo(Failure.NOT_GRANTED);
            assertThat(log.lines()).isEmpty();
        }
    }
}
