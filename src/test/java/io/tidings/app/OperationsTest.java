package io.tidings.app;

import static io.tidings.transport.Api.anonymous;
import static io.tidings.transport.Api.newChannel;
import static io.tidings.transport.Api.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperationsTest {
    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private String metrics() {
        return anonymous()
                .port(managementPort)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidings_sessions{transport=\"websocket\"}",
                "tidings_closes_total{code=\"too-slow\"}",
                "tidings_joins_total",
                "tidings_join_seconds_count",
                "tidings_publish_total{outcome=\"appended\"}",
                "tidings_deliveries_total",
                "tidings_repairs_total{reason=\"chain\"}",
                "tidings_gaps_total{reason=\"trimmed\"}",
                "tidings_ring_bytes",
                "tidings_lane_lag_seconds_max{lane=\"0\"}",
                "tidings_admission_rejected_total{code=\"overloaded\"}"
            })
    void everyMeterIsThereBeforeItCounts(String meter) {
        assertThat(metrics().lines().filter(line -> !line.startsWith("#"))).anyMatch(line -> line.startsWith(meter));
    }

    @Test
    void publicationsAreCountedByWhatBecameOfThem() {
        // Given
        double before = value("tidings_publish_total{outcome=\"appended\"}");
        double refused = value("tidings_publish_total{outcome=\"not-granted\"}");
        // When
        publish(newChannel(), "1");
        publish("news", "1");
        // Then
        assertThat(value("tidings_publish_total{outcome=\"appended\"}")).isEqualTo(before + 1);
        assertThat(value("tidings_publish_total{outcome=\"not-granted\"}")).isEqualTo(refused + 1);
    }

    private double value(String meter) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(meter + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(meter.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void metricsNameNoChannel() {
        // Given
        String channel = newChannel();
        publish(channel, "1");
        // When
        String all = metrics();
        // Then
        assertThat(all).doesNotContain(channel);
    }

    @Test
    void theStartedApplicationIsReadyAndAlive() {
        anonymous()
                .port(managementPort)
                .get("/q/health")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("tidings", "lanes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/metrics", "/q/health"})
    void whatIsForOperatorsIsNotOnTheMainPort(String path) {
        anonymous().get(path).then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void theDescriptionOfTheApiIsOnTheMainPort() {
        anonymous()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Tidings"))
                .body("paths.'/v1/messages'.post.summary", startsWith("Publish many"));
    }

    @Test
    void thePageIsServedWithAStrictPolicy() {
        anonymous()
                .get("/")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Cache-Control", "no-cache")
                .body(containsString("<title>Tidings</title>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main.js", "page.css", "icon.svg", "earthquakes.ndjson", "transports/long-poll.js"})
    void everyFileOfThePageIsServedOnce(String file) {
        // Given
        String tag = anonymous()
                .get("/page/" + file)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        // When
        var again = anonymous().header("If-None-Match", tag).get("/page/" + file);
        // Then
        again.then().statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/page/nothing.js", "/page/../application.properties", "/page/%2e%2e/application.properties"})
    void nothingElseIsServed(String path) {
        anonymous().urlEncodingEnabled(false).get(path).then().statusCode(404).body("code", equalTo("not-found"));
    }
}
