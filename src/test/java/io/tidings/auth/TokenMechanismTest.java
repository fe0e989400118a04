package io.tidings.auth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenMechanismTest {
    private final String token = TestTokens.hs256().sign();

    @Test
    void aGoodTokenGivesTheRequestItsIdentity() {
        given().header("Authorization", "Bearer " + token)
                .when()
                .get("/test/who")
                .then()
                .statusCode(200)
                .header("X-Principal", "alice")
                .header("X-Anonymous", "false")
                .header("X-Event-Loop", "true")
                .body(equalTo("alice"));
    }

    @Test
    void aRememberedTokenDoesTheSame() {
        for (int i = 0; i < 3; i++)
            given().header("Authorization", "Bearer " + token)
                    .when()
                    .get("/test/who")
                    .then()
                    .statusCode(200)
                    .header("X-Event-Loop", "true");
    }

    @Test
    void aRequestWithoutTokenIsAnonymousAndToldWhatToSend() {
        given().when()
                .get("/test/who")
                .then()
                .statusCode(401)
                .header("X-Anonymous", "true")
                .header("X-Principal", "")
                .header("X-Found", "false")
                .header("WWW-Authenticate", (String) null)
                .body(equalTo("bad-token: the request has no token; send Authorization: Bearer and the token"));
    }

    @Test
    void aBadTokenReachesTheRouteAsItsRefusal() {
        given().header("Authorization", "Bearer nonsense")
                .when()
                .get("/test/who")
                .then()
                .statusCode(401)
                .header("X-Anonymous", "true")
                .header("X-Event-Loop", "true")
                .body(startsWith("bad-token: the token is not valid: it is not a signed JWT"));
    }

    @Test
    void anExpiredTokenIsToldFromABadOne() {
        given().header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.hs256()
                                        .expiresAt(Instant.EPOCH.plusSeconds(1))
                                        .sign())
                .when()
                .get("/test/who")
                .then()
                .statusCode(401)
                .body(equalTo("token-expired: the token expired at 1970-01-01T00:00:01Z; bring a new one"));
    }

    @Test
    void theCookieIsTakenFromPagesOfTheSameOriginOnly() {
        given().cookie("tidings", token)
                .header("Sec-Fetch-Site", "same-origin")
                .when()
                .get("/test/who")
                .then()
                .statusCode(200);
        given().cookie("tidings", token)
                .header("Origin", "https://evil.example")
                .when()
                .post("/test/who")
                .then()
                .statusCode(403);
        given().cookie("tidings", token)
                .when()
                .post("/test/who")
                .then()
                .statusCode(403)
                .body(startsWith("origin-refused: the token came in a cookie"));
    }

    @Test
    void theServicesOwnPagesMayPostWithTheCookie() {
        given().cookie("tidings", token)
                .header("Origin", "http://localhost:" + RestAssured.port)
                .body("a body that waits until the token is verified")
                .when()
                .post("/test/who")
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyHandsOutTokensOutsideDevMode() {
        given().when().get("/dev/token").then().statusCode(404);
    }
}
