package io.tidings.wire;

import static io.tidings.wire.Sent.ID;
import static io.tidings.wire.Sent.ORDERS;
import static io.tidings.wire.Sent.text;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bodies of HTTP answers: problems, polls, results of publishing. */
class AnswersTest {
    private static final byte[] RESULT = ResultWriter.published(ORDERS, ID);
    private static final byte[] FAULT = ResultWriter.failed(new Refusal(Failure.NOT_GRANTED, "not \"news\""));
    private static final String RESULT_TEXT = "{\"channel\":\"orders.42\",\"id\":\"17-193847561234567\"}";
    private static final String FAULT_TEXT = "{\"error\":{\"code\":\"not-granted\",\"detail\":\"not \\\"news\\\"\"}}";

    @Test
    void aProblemNamesItsKindItsStatusAndWhatWasWrong() {
        assertThat(text(ProblemWriter.json(new Refusal(Failure.NOT_GRANTED, "orders.42 is not granted\n"))))
                .isEqualTo(
                        "{\"type\":\"https://tidings.io/errors#not-granted\",\"title\":\"The token does not grant this channel\","
                                + "\"status\":403,\"code\":\"not-granted\",\"detail\":\"orders.42 is not granted\\n\"}");
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureIsAWellFormedProblem(Failure failure) {
        // When
        var problem = Jackson.tree(ProblemWriter.json(new Refusal(failure)));
        // Then
        assertThat(problem.get("code").textValue()).isEqualTo(failure.code());
        assertThat(problem.path("status").asInt()).isEqualTo(failure.status());
        assertThat(problem.has("status")).isEqualTo(failure.status() != 0);
    }

    @Test
    void aPollHasItsMessagesInOrderAndACursor() {
        assertThat(text(PollWriter.json(List.of(bytes("{\"a\":1}"), bytes("{\"b\":2}")), "c1.AA")))
                .isEqualTo("{\"messages\":[{\"a\":1},{\"b\":2}],\"cursor\":\"c1.AA\"}");
        assertThat(text(PollWriter.json(List.of(), "17-42"))).isEqualTo("{\"messages\":[],\"cursor\":\"17-42\"}");
    }

    @Test
    void aPublicationGivesItsIdOrItsError() {
        assertThat(text(RESULT)).isEqualTo(RESULT_TEXT);
        assertThat(text(FAULT)).isEqualTo(FAULT_TEXT);
    }

    @Test
    void anItemOfSeveralChannelsGivesTheirResults() {
        assertThat(text(ResultWriter.several(List.of(RESULT, FAULT))))
                .isEqualTo("{\"results\":[" + RESULT_TEXT + "," + FAULT_TEXT + "]}");
    }

    @Test
    void aBatchIsAnsweredInTheFormInWhichItCame() {
        assertThat(text(ResultWriter.array(List.of(RESULT, FAULT))))
                .isEqualTo("[" + RESULT_TEXT + "," + FAULT_TEXT + "]");
        assertThat(text(ResultWriter.lines(List.of(RESULT, FAULT)))).isEqualTo(RESULT_TEXT + "\n" + FAULT_TEXT + "\n");
        assertThat(text(ResultWriter.array(List.of()))).isEqualTo("[]");
        assertThat(ResultWriter.lines(List.of())).isEmpty();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(US_ASCII);
    }
}
