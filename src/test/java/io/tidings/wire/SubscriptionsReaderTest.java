package io.tidings.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Refused;
import io.tidings.model.Since;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsReaderTest {
    private final SubscriptionsReader reader = new SubscriptionsReader(new JsonScanner(JsonScanner.DEFAULT_DEPTH));

    @Test
    void aBodyNamesChannelsAndSinceWhen() {
        assertThat(read("{\"subscriptions\":[{\"channel\":\"b\",\"since\":\"last:3\"},{\"channel\":\"a\"}]}"))
                .containsExactly(
                        new SubscriptionRequest(new Channel("b"), new Since.Last(3)),
                        new SubscriptionRequest(new Channel("a"), Since.LATEST));
    }

    @Test
    void aBodyWithoutSubscriptionsLeavesThemToTheToken() {
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"subscriptions\":1}",
                "{\"subscriptions\":[{\"channel\":\"a\"},{\"channel\":\"a\"}]}"
            })
    void anythingElseIsRefused(String body) {
        assertThat(Refused.by(() -> read(body)).failure()).isEqualTo(Failure.MALFORMED);
    }

    private List<SubscriptionRequest> read(String body) {
        return reader.read(body.getBytes(UTF_8));
    }
}
