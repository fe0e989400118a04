package io.tidings.transport;

import static io.tidings.transport.Api.anonymous;
import static io.tidings.transport.Api.asOwner;
import static io.tidings.transport.Api.newChannel;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CrossOriginTest {
    private static final String LISTED = "https://app.example.org";
    private static final String FOREIGN = "https://elsewhere.example";

    private final String messages = "/v1/channels/" + newChannel() + "/messages";

    @Test
    void aListedPageMayAskForWhatItNeeds() {
        anonymous()
                .header("Origin", LISTED)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,idempotency-key")
                .options(messages)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Allow-Credentials", "true")
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("Last-Event-ID"));
    }

    @Test
    void aListedPageMayReadAnswers() {
        asOwner()
                .header("Origin", LISTED)
                .get(messages)
                .then()
                .statusCode(200)
                .header("Vary", containsString("Origin"))
                .header("Access-Control-Allow-Origin", LISTED)
                .header("Access-Control-Expose-Headers", containsString("Retry-After"));
    }

    @Test
    void aListedPageMayReadProblems() {
        anonymous()
                .header("Origin", LISTED)
                .get(messages)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", LISTED)
                .body("code", equalTo("bad-token"));
    }

    @Test
    void anyOtherPageGetsNoPermission() {
        anonymous()
                .header("Origin", FOREIGN)
                .header("Access-Control-Request-Method", "POST")
                .options(messages)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", (String) null)
                .header("Access-Control-Allow-Methods", (String) null);
    }

    @Test
    void anOriginByItselfIsNoReasonToRefuse() {
        asOwner()
                .header("Origin", FOREIGN)
                .get(messages)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", (String) null);
    }
}
