package io.tidings.transport;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidings.auth.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The running application as a client with a token sees it. */
public final class Api {
    private static final EncoderConfig AS_GIVEN =
            EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);

    private Api() {}

    /** A channel that no other test uses. */
    public static String newChannel() {
        return "orders.t-" + UUID.randomUUID();
    }

    /** A request of someone who may read and write {@code orders.**}. */
    public static RequestSpecification asOwner() {
        return as(TestTokens.hs256().subscribe("orders.**").publish("orders.**"));
    }

    public static RequestSpecification as(TestTokens token) {
        return anonymous().header("Authorization", "Bearer " + token.sign());
    }

    public static RequestSpecification anonymous() {
        return given().config(RestAssuredConfig.config().encoderConfig(AS_GIVEN))
                .urlEncodingEnabled(true);
    }

    /** Publishes a JSON value. */
    public static Response publish(String channel, String json) {
        return asOwner()
                .contentType("application/json")
                .body(json.getBytes(StandardCharsets.UTF_8))
                .post("/v1/channels/{channel}/messages", channel);
    }

    /** Publishes, and says under which id. */
    public static String published(String channel, String json) {
        return publish(channel, json).then().statusCode(201).extract().path("id");
    }

    /** The history of a channel as text. */
    public static String history(String channel) {
        byte[] body = asOwner()
                .get("/v1/channels/{channel}/messages", channel)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return new String(body, StandardCharsets.UTF_8);
    }
}
