package io.tidings.transport;

import io.tidings.core.session.SessionSettings;
import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import io.tidings.wire.ProblemWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How a failure becomes an HTTP answer: the one place that does it. */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Whose status a framework may choose without asking us. */
    private static final Failure[] FRAMEWORK = {
        Failure.MALFORMED,
        Failure.BAD_TOKEN,
        Failure.NOT_FOUND,
        Failure.METHOD_NOT_ALLOWED,
        Failure.NOT_ACCEPTABLE,
        Failure.TOO_LARGE,
        Failure.UNSUPPORTED_MEDIA_TYPE,
        Failure.RATE_LIMITED,
        Failure.OVERLOADED
    };

    private Problems() {}

    /** Answers with the problem document of a failure; does nothing when the answer has begun. */
    public static void answer(RoutingContext request, Throwable failure) {
        answer(request.request(), failure);
    }

    /** As {@link #answer(RoutingContext, Throwable)}. */
    public static void answer(HttpServerRequest request, Throwable failure) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) return;
        Refusal refusal = refusal(failure, request.path());
        response.setStatusCode(refusal.failure().status());
        headers(refusal).forEach(response::putHeader);
        response.end(Buffer.buffer(ProblemWriter.json(refusal)));
    }

    /**
     * What the client is told: a refusal as it is; anything else is our bug, which is logged.
     *
     * @param path of the request, without its query, which may hold a token
     */
    public static Refusal refusal(Throwable failure, @Nullable String path) {
        if (failure instanceof Refusal refusal && refusal.failure().status() != 0) return refusal;
        LOG.errorf(failure, "a request has failed: path=%s", path);
        return new Refusal(Failure.INTERNAL);
    }

    /** The refusal for a status that a framework has chosen by itself. */
    public static Refusal ofStatus(int status) {
        for (Failure each : FRAMEWORK) if (each.status() == status) return new Refusal(each);
        return new Refusal(status >= 500 ? Failure.INTERNAL : Failure.MALFORMED);
    }

    /**
     * The headers of a problem. When to come back was decided by {@code Sessions#sentAway} for whoever could be refused together with
     * many; for the others it is at random in the shortest window, so that no two come as one.
     */
    public static Map<String, String> headers(Refusal refusal) {
        Failure failure = refusal.failure();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", ProblemWriter.MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        if (failure.status() == 401) headers.put("WWW-Authenticate", challenge(failure));
        if (failure == Failure.UNKNOWN_VERSION)
            headers.putAll(Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"));
        if (failure.retry() == Failure.Retry.LATER) headers.put("Retry-After", Long.toString(retryAfter(refusal)));
        return headers;
    }

    /** In whole seconds, as HTTP has it. */
    private static long retryAfter(Refusal refusal) {
        long millis = refusal.retryAfterMillis() > 0 ? refusal.retryAfterMillis() : usualRetryMillis();
        return (millis + 999) / 1_000;
    }

    private static long usualRetryMillis() {
        return ThreadLocalRandom.current().nextLong(1, SessionSettings.DEFAULTS.retryMillis() + 1);
    }

    /** As RFC 6750 has it: no token, or one that is not good. */
    private static String challenge(Failure failure) {
        return failure == Failure.TOKEN_EXPIRED ? "Bearer error=\"invalid_token\"" : "Bearer";
    }
}
