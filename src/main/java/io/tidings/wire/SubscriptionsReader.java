package io.tidings.wire;

import io.tidings.core.protocol.SubscriptionRequest;
import java.util.List;

/** Reads the body of a POST that opens a stream or a poll: {@code {"subscriptions":[{"channel","since"?}]}}. */
public final class SubscriptionsReader {
    private final JsonScanner scanner;

    public SubscriptionsReader(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * The subscriptions in order, none when the field is absent; one without {@code since} wants the latest.
     *
     * @throws io.tidings.model.Refusal {@code MALFORMED}, saying what is wrong
     */
    public List<SubscriptionRequest> read(byte[] body) {
        return ChannelFields.optionalSubscriptions(JsonObject.of(scanner.scan(body), "the body"));
    }
}
