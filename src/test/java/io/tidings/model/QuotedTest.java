package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void textFromOutsideIsQuotedAndCannotLeaveItsQuotes() {
        assertThat(Quoted.of("orders.42")).isEqualTo("\"orders.42\"");
        assertThat(Quoted.of("a\"b\nc\u007fé")).isEqualTo("\"a?b?c??\"");
    }

    @Test
    void longTextIsCut() {
        assertThat(Quoted.of("x".repeat(64))).isEqualTo('"' + "x".repeat(64) + '"');
        assertThat(Quoted.of("x".repeat(65))).isEqualTo('"' + "x".repeat(64) + "...\"");
    }
}
