package io.tidings.transport;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.wire.JsonScanner;
import io.tidings.wire.SubscriptionsReader;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Addresses that are asked for channels by a query, or by the body of a POST. Every failure is answered as a problem. */
@Singleton
public class SubscriptionRoutes {
    /** The largest body: room for 64 channels with the longest names and positions, several times over. */
    private static final int MOST_BYTES = 64 * 1024;

    private final SubscriptionsReader reader;

    @Inject
    SubscriptionRoutes(JsonScanner scanner) {
        this.reader = new SubscriptionsReader(scanner);
    }

    /** Serves GET, HEAD and POST at an address; whatever the handler throws is answered. */
    public void register(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(handler)
                .failureHandler(ProblemRoutes::onFailure);
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(handler)
                .failureHandler(ProblemRoutes::onFailure);
        router.route(path).handler(SubscriptionRoutes::refuseMethod);
    }

    /** What a request listens to, from its query, its {@code Last-Event-ID} and its body. @param most channels that it may name */
    public SubscriptionQuery query(RoutingContext request, Identity identity, int most) {
        String lastEventId = request.request().getHeader("Last-Event-ID");
        return SubscriptionQuery.read(request.queryParams(), lastEventId, body(request), identity, most);
    }

    /** The subscriptions in the body of a POST; none for any other method. */
    private List<SubscriptionRequest> body(RoutingContext request) {
        if (request.request().method() != HttpMethod.POST) return List.of();
        byte[] body = request.body().buffer() == null
                ? new byte[0]
                : request.body().buffer().getBytes();
        if (body.length == 0 && !request.request().isExpectMultipart()) return List.of();
        String type = request.request().getHeader("Content-Type");
        if (type != null && !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
            throw new Refusal(
                    Failure.UNSUPPORTED_MEDIA_TYPE,
                    "the body is " + Quoted.of(type) + "; application/json is taken here");
        return reader.read(body);
    }

    private static void refuseMethod(RoutingContext request) {
        request.response().putHeader("Allow", "GET, HEAD, POST");
        String method = request.request().method().name();
        Problems.answer(
                request,
                new Refusal(Failure.METHOD_NOT_ALLOWED, "this address takes GET and POST, not " + Quoted.of(method)));
    }
}
