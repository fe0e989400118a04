package io.tidings.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.auth.TestTokens;
import io.tidings.client.WebSocketClient;
import io.tidings.transport.Service;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and their answers. */
@QuarkusTest
class WebSocketTest {
    @TestHTTPResource("/")
    URI base;

    private final String channel = Service.newChannel();
    private Service service;
    private WebSocketClient client;

    @BeforeEach
    void findService() {
        service = new Service(base);
        client = new WebSocketClient(base, Service.TOKEN, channel);
    }

    @AfterEach
    void leave() {
        client.close();
    }

    private void open(String... granted) {
        client.open(
                "Authorization",
                "Bearer " + TestTokens.hs256().subscribe(granted).sign());
    }

    private List<String> types() {
        return client.frames().stream()
                .map(frame -> frame.path("type").asText())
                .toList();
    }

    private static String connect(String token, String more) {
        return "{\"type\":\"connect\",\"ref\":\"c\",\"token\":\"" + token + "\"" + more + "}";
    }

    @Test
    void theWelcomeSaysWhoIsWelcomeAndComesBeforeAllMessages() {
        // Given
        List<String> ids = service.publisher().numbers(channel, 1, 2);
        // When
        client.open();
        client.send(connect(
                Service.TOKEN,
                ",\"subscriptions\":[{\"channel\":\"" + channel + "\",\"since\":\"" + ids.get(0) + "\"}]"));
        client.data(1);
        // Then
        JsonNode welcome = client.frames().get(0);
        assertThat(types()).containsExactly("welcome", "message");
        assertThat(welcome.path("ref").asText()).isEqualTo("c");
        assertThat(welcome.path("session").asText()).isNotEmpty();
        assertThat(welcome.path("user").asText()).isEqualTo("alice");
        assertThat(welcome.path("expires").asText()).endsWith("Z");
        assertThat(welcome.path("heartbeat").asLong()).isEqualTo(25_000);
        assertThat(welcome.path("subscriptions").path(0).path("channel").asText())
                .isEqualTo(channel);
        assertThat(welcome.path("subscriptions").path(0).path("id").asText()).isEqualTo(ids.get(0));
    }

    @Test
    void aSubscriptionIsAnsweredBeforeItsMessages() {
        // Given
        service.publisher().numbers(channel, 1, 3);
        client.open("Authorization", "Bearer " + Service.TOKEN);
        // When
        client.send("{\"type\":\"subscribe\",\"ref\":\"1\",\"subscriptions\":[{\"channel\":\"" + channel
                + "\",\"since\":\"earliest\"}]}");
        client.data(3);
        // Then
        assertThat(types()).containsExactly("welcome", "subscribed", "message", "message", "message");
        assertThat(client.answer("1")
                        .path("subscriptions")
                        .path(0)
                        .path("channel")
                        .asText())
                .isEqualTo(channel);
    }

    @Test
    void afterAnUnsubscriptionNothingComes() {
        // Given
        client.connect("latest");
        // When
        client.send("{\"type\":\"unsubscribe\",\"ref\":\"1\",\"channels\":[\"" + channel + "\"]}");
        client.answer("1");
        service.publisher().numbers(channel, 1, 3);
        client.send("{\"type\":\"ping\",\"ref\":\"2\"}");
        client.answer("2");
        // Then
        assertThat(client.answer("1").path("type").asText()).isEqualTo("unsubscribed");
        assertThat(client.answer("1").path("code").asText()).isEqualTo("done");
        assertThat(client.received()).isEmpty();
    }

    @Test
    void whatIsPublishedHereIsReceivedHere() {
        // Given
        client.connect("latest");
        // When
        client.send("{\"type\":\"publish\",\"ref\":\"p\",\"channel\":\"" + channel
                + "\",\"event\":\"shipped\",\"tags\":{\"a\":\"b\"},\"data\":{\"n\":1.0}}");
        client.data(1);
        // Then
        JsonNode published = client.answer("p");
        assertThat(published.path("type").asText()).isEqualTo("published");
        assertThat(published.path("channel").asText()).isEqualTo(channel);
        assertThat(client.received().get(0).id()).isEqualTo(published.path("id").asText());
        assertThat(client.received().get(0).json().path("tags").path("a").asText())
                .isEqualTo("b");
    }

    @Test
    void aPublicationThatIsNotGrantedIsAnsweredAndTheSessionGoesOn() {
        // Given
        open("**");
        // When
        client.send("{\"type\":\"publish\",\"ref\":\"p\",\"channel\":\"" + channel + "\",\"data\":1}");
        client.send("{\"type\":\"ping\",\"ref\":\"q\"}");
        // Then
        assertThat(client.answer("p").path("code").asText()).isEqualTo("not-granted");
        assertThat(client.answer("p").path("retry").asBoolean()).isFalse();
        assertThat(client.answer("q").path("type").asText()).isEqualTo("pong");
    }

    @Test
    void commandsAreAnsweredInTheirOrder() {
        // Given
        client.open();
        // When
        client.send(connect(Service.TOKEN, ""));
        for (int i = 0; i < 40; i++) client.send("{\"type\":\"ping\",\"ref\":\"" + i + "\"}");
        client.answer("39");
        // Then
        assertThat(client.frames().stream().map(frame -> frame.path("ref").asText()))
                .startsWith("c", "0", "1", "2")
                .endsWith("38", "39")
                .hasSize(41);
    }

    @Test
    void aCommandThatAsksForNonsenseIsAnsweredAndTheSessionGoesOn() {
        // Given
        client.connect("latest");
        // When
        client.send("{\"type\":\"dance\",\"ref\":\"1\"}");
        client.send("{\"type\":\"subscribe\",\"ref\":\"2\",\"subscriptions\":[{\"channel\":\"no space\"}]}");
        client.send("{\"type\":\"ping\",\"ref\":\"3\",\"unknown\":[]}");
        // Then
        assertThat(client.answer("1").path("code").asText()).isEqualTo("malformed");
        assertThat(client.answer("1").path("detail").asText()).contains("dance");
        assertThat(client.answer("2").path("code").asText()).isEqualTo("malformed");
        assertThat(client.answer("3").path("type").asText()).isEqualTo("pong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{", "[]", "{\"ref\":\"1\"}", ""})
    void whatIsNoCommandAtAllEndsTheSession(String text) {
        // Given
        client.connect("latest");
        // When
        client.send(text);
        // Then
        assertThat(client.closeCode()).isEqualTo(4500);
        assertThat(types()).endsWith("error", "bye");
    }

    @Test
    void binaryIsNotSpokenHere() {
        // Given
        client.connect("latest");
        // When
        client.sendBytes(new byte[] {1, 2, 3});
        // Then
        assertThat(client.closeCode()).isEqualTo(1003);
    }

    @Test
    void aCommandThatIsTooLargeEndsTheSession() {
        // Given
        client.connect("latest");
        // When
        client.send("{\"type\":\"ping\",\"ref\":\"" + "x".repeat(140 * 1024) + "\"}");
        // Then
        assertThat(client.closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageThatIsTooLargeIsRefusedAndTheSessionGoesOn() {
        // Given
        client.connect("latest");
        // When
        client.send("{\"type\":\"publish\",\"ref\":\"1\",\"channel\":\"" + channel + "\",\"data\":\""
                + "x".repeat(70 * 1024) + "\"}");
        // Then
        assertThat(client.answer("1").path("code").asText()).isEqualTo("too-large");
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void aChannelThatIsNotGrantedIsRefusedAloneAndTheOthersAreServed() {
        // Given
        String secret = "secret." + channel;
        open("orders.*");
        // When
        client.send("{\"type\":\"subscribe\",\"ref\":\"1\",\"subscriptions\":[{\"channel\":\"" + secret
                + "\"},{\"channel\":\"" + channel + "\"}]}");
        JsonNode subscribed = client.frame("subscribed");
        service.publisher().publish(secret, "0");
        service.publisher().publish(channel, "1");
        // Then
        assertThat(client.data(1)).containsExactly("1");
        assertThat(client.frame("unsubscribed").path("channel").asText()).isEqualTo(secret);
        assertThat(client.frame("unsubscribed").path("code").asText()).isEqualTo("not-granted");
        assertThat(subscribed.path("subscriptions")).hasSize(1);
    }

    @Test
    void theTokensOwnChannelsAreJoinedWithoutAsking() {
        // Given
        client.open(
                "Authorization",
                "Bearer " + TestTokens.hs256().channels(channel).sign());
        // When
        client.send("{\"type\":\"connect\"}");
        client.frame("welcome");
        service.publisher().publish(channel, "1");
        // Then
        assertThat(client.data(1)).containsExactly("1");
    }
}
