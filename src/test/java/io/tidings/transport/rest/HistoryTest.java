package io.tidings.transport.rest;

import static io.tidings.transport.Api.asOwner;
import static io.tidings.transport.Api.newChannel;
import static io.tidings.transport.Api.published;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HistoryTest {
    private final String channel = newChannel();

    private ValidatableResponse history(String query) {
        return asOwner()
                .get("/v1/channels/" + channel + "/messages" + query)
                .then()
                .header("Cache-Control", "no-store");
    }

    @Test
    void allThatIsKeptComesByDefault() {
        // Given
        String first = published(channel, "\"one\"");
        String second = published(channel, "\"two\"");
        // When
        ValidatableResponse answer = history("");
        // Then
        answer.statusCode(200)
                .contentType("application/json")
                .body("messages.data", equalTo(List.of("one", "two")))
                .body("messages.id", equalTo(List.of(first, second)))
                .body("cursor", equalTo(second));
    }

    @Test
    void theCursorBringsWhatComesAfter() {
        // Given
        String seen = published(channel, "1");
        published(channel, "2");
        // When
        ValidatableResponse answer = history("?since=" + seen);
        // Then
        answer.body("messages.data", equalTo(List.of(2)));
    }

    @Test
    void aLimitIsTakenFromTheFront() {
        // Given
        for (int i = 0; i < 5; i++) published(channel, "" + i);
        // When
        ValidatableResponse page = history("?limit=2");
        // Then
        page.body("messages.data", equalTo(List.of(0, 1)));
        history("?limit=2&since=" + page.extract().path("cursor")).body("messages.data", equalTo(List.of(2, 3)));
    }

    @Test
    void theLastOnesAreTakenByTheirNumber() {
        // Given
        for (int i = 0; i < 5; i++) published(channel, "" + i);
        // When
        ValidatableResponse answer = history("?since=last:2");
        // Then
        answer.body("messages.data", equalTo(List.of(3, 4)));
    }

    @Test
    void aPositionThatTheLogDoesNotKnowIsToldAsAGap() {
        // Given
        published(channel, "1");
        // When
        ValidatableResponse answer = history("?since=7-123");
        // Then
        answer.body("messages[0].type", equalTo("gap")).body("messages[0].since", equalTo("7-123"));
    }

    @Test
    void aChannelWithoutMessagesHasACursorAlready() {
        history("").statusCode(200).body("messages", hasSize(0)).body("cursor", containsString("0-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?limit=-1", "?since=never", "?since=last:0"})
    void whatIsOutOfBoundsIsRefused(String query) {
        history(query).statusCode(400).body("code", equalTo("malformed"));
    }

    @Test
    void aChannelThatTheTokenMayNotReadIsRefused() {
        // When
        String detail = asOwner()
                .get("/v1/channels/news/messages")
                .then()
                .statusCode(403)
                .body("code", equalTo("not-granted"))
                .extract()
                .path("detail");
        // Then
        assertThat(detail).contains("news").contains("orders.**");
    }

    @Test
    void headAnswersWithoutABody() {
        asOwner().head("/v1/channels/" + channel + "/messages").then().statusCode(200);
    }
}
