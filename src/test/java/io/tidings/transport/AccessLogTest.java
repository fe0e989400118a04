package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.log.LoggedLines;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(AccessLogTest.Logged.class)
@Timeout(60)
class AccessLogTest {
    @TestHTTPResource("/")
    URI base;

    /** What an operator may switch on. */
    public static final class Logged implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.access-log.enabled", "true");
        }
    }

    @Test
    void theAccessLogHasThePathAndNeverTheQuery() {
        try (LoggedLines log = new LoggedLines("io.quarkus.http.access-log")) {
            // When
            RawExchange.exchange(base, "GET /v1/poll?channel=orders.42&access_token=a.secret.token HTTP/1.1");
            await().until(() -> !log.lines().isEmpty());
            // Then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("/v1/poll")
                    .doesNotContain("secret", "orders.42");
        }
    }
}
