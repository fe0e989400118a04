package io.tidings.transport;

import static io.tidings.transport.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.app.Pod;
import io.tidings.client.SseClient;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Connections of a pod on its way out; it never stays again, so it is an application of its own. */
@QuarkusTest
@TestProfile(LeavingTest.OnItsWayOut.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeavingTest {
    @TestHTTPResource("/")
    URI base;

    @Inject
    Pod pod;

    @Inject
    Connections connections;

    private final HttpClient http1 =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final HttpClient http2 =
            HttpClient.newBuilder().version(Version.HTTP_2).build();
    private final String channel = Service.newChannel();

    /** The usual configuration. */
    public static final class OnItsWayOut implements QuarkusTestProfile {}

    private HttpResponse<String> ask(HttpClient client) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(base.resolve(RemotePortRoute.PATH)).build(), BodyHandlers.ofString());
    }

    @Test
    @Order(1)
    void aPodThatStaysKeepsItsConnections() throws Exception {
        // Given
        String first = ask(http1).body();
        String second = ask(http2).body();
        // When, Then
        assertThat(ask(http1).headers().firstValue("Connection")).isEmpty();
        assertThat(ask(http1).body()).isEqualTo(first);
        assertThat(ask(http2).body()).isEqualTo(second);
    }

    @Test
    @Order(2)
    void aConnectionOfHttp1ClosesAfterItsNextAnswer() throws Exception {
        // Given
        String before = ask(http1).body();
        connections.startLeaving();
        // When
        HttpResponse<String> told = ask(http1);
        String after = ask(http1).body();
        // Then
        assertThat(told.body()).isEqualTo(before);
        assertThat(told.headers().firstValue("Connection")).hasValue("close");
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    @Order(3)
    void aConnectionOfHttp2IsToldWhenTheStreamsOnItHaveHeardTheirBye() throws Exception {
        // Given
        SseClient stream = new SseClient(http2, base, Service.TOKEN, channel);
        stream.connect("latest");
        String before = ask(http2).body();
        new Service(base).publisher().publish(channel, "1");
        stream.data(1);
        pod.everywhere(sessions -> sessions.drain(Integer.MAX_VALUE));
        stream.awaitEnd();
        String afterBye = ask(http2).body();
        // When
        connections.leave(Duration.ofSeconds(10));
        // Then
        assertThat(stream.event("bye").json().path("code").asText()).isEqualTo("draining");
        assertThat(afterBye).isEqualTo(before);
        assertThat(portOfTheNextConnection()).isNotEqualTo(before);
    }

    /** RFC 9113 lets a client repeat what has crossed a GOAWAY; the JDK's leaves that to us. */
    private String portOfTheNextConnection() {
        return await().ignoreExceptions().until(() -> ask(http2).body(), port -> true);
    }
}
