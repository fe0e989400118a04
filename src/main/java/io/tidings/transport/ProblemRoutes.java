package io.tidings.transport;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tidings.auth.Identities;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is wrong on the way to a resource or route, before any of them is asked, as problem documents too. */
@Singleton
public class ProblemRoutes {
    /** Before Quarkus' own failure handler. */
    private static final int FIRST = Integer.MIN_VALUE;
    /** Before tokens are looked at, which has 200. */
    private static final int BEFORE_TOKENS = 300;
    /** When it is known who sends the request, and nothing of its body is read. */
    private static final int AFTER_TOKENS = 50;

    private final long largestBody;

    @Inject
    ProblemRoutes(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBody) {
        this.largestBody = largestBody.asLongValue();
    }

    void register(@Observes Router router) {
        router.route("/v1/*").order(FIRST).failureHandler(ProblemRoutes::onFailure);
    }

    /** Answers a failed request; for routes of our own as their failure handler. */
    public static void onFailure(RoutingContext request) {
        Throwable failure = request.failure();
        boolean chosen = failure == null || failure instanceof HttpException;
        Problems.answer(request, chosen ? Problems.ofStatus(request.statusCode()) : failure);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_TOKENS);
        filters.register(ProblemRoutes::checkPublisher, AFTER_TOKENS);
    }

    /** What is published is kept in memory until it is there as a whole, which strangers shall not make use of. */
    private static void checkPublisher(RoutingContext request) {
        try {
            if (request.request().method() == HttpMethod.POST && takesMessages(request.normalizedPath()))
                Identities.require(request);
        } catch (Refusal refusal) {
            Problems.answer(request, refusal);
            request.request().resume();
            return;
        }
        request.next();
    }

    private static boolean takesMessages(String path) {
        return path.startsWith("/v1/channels/") || path.startsWith("/v1/messages");
    }

    /** Quarkus would answer without a body. */
    private void check(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        if (length == null || length.length() < 18 && Long.parseLong(length) <= largestBody) {
            request.next();
            return;
        }
        closeAfterwards(request.request());
        String detail = "the body has " + length + " bytes; at most " + largestBody + " are allowed";
        Problems.answer(request, new Refusal(Failure.TOO_LARGE, detail));
    }

    /** What the client still sends of its body is not read, so on HTTP/1.1 no other request can follow. */
    private static void closeAfterwards(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) return;
        request.response()
                .putHeader("Connection", "close")
                .endHandler(ended -> request.connection().close());
    }
}
