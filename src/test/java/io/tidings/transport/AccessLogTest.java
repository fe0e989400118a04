package io.tidings.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(AccessLogTest.Logged.class)
@Timeout(20)
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
        // Given
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = keeping(lines);
        Logger log = Logger.getLogger("io.quarkus.http.access-log");
        log.addHandler(handler);
        // When
        try {
            RawExchange.exchange(base, "GET /v1/poll?channel=orders.42&access_token=a.secret.token HTTP/1.1");
            await().until(() -> !lines.isEmpty());
        } finally {
            log.removeHandler(handler);
        }
        // Then
        assertThat(lines).singleElement().asString().contains("/v1/poll").doesNotContain("secret", "orders.42");
    }

    private static Handler keeping(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(ExtLogRecord.wrap(line).getFormattedMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
