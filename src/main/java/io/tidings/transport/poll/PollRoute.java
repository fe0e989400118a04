package io.tidings.transport.poll;

import io.tidings.auth.Identities;
import io.tidings.core.port.Reply;
import io.tidings.core.session.PollAnswer;
import io.tidings.core.session.PollRequest;
import io.tidings.core.session.PollSession;
import io.tidings.core.session.Sessions;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import io.tidings.transport.Accept;
import io.tidings.transport.Here;
import io.tidings.transport.PollBody;
import io.tidings.transport.PollLimit;
import io.tidings.transport.Problems;
import io.tidings.transport.SubscriptionQuery;
import io.tidings.transport.SubscriptionRoutes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** {@code GET} and {@code POST /v1/poll}: answers at once when something is there, else waits for it. */
@Singleton
public class PollRoute {
    /** The most channels of one poll. */
    static final int MOST_CHANNELS = 64;

    private final Here here;
    private final SubscriptionRoutes routes;

    @Inject
    PollRoute(Here here, SubscriptionRoutes routes) {
        this.here = here;
        this.routes = routes;
    }

    void register(@Observes Router router) {
        routes.register(router, "/v1/poll", this::serve);
    }

    private void serve(RoutingContext request) {
        Identity identity = Identities.require(request);
        if (!Accept.takes(request.request().headers(), "application/json"))
            throw new Refusal(
                    Failure.NOT_ACCEPTABLE,
                    "this address answers application/json, not "
                            + Quoted.of(request.request().getHeader("Accept")));
        PollRequest poll = read(request, identity);
        Sessions.checkGranted(identity, poll.subscriptions());
        if (request.request().method() == HttpMethod.HEAD)
            begin(request.response()).end();
        else open(request, identity, poll);
    }

    private PollRequest read(RoutingContext request, Identity identity) {
        SubscriptionQuery query = routes.query(request, identity, MOST_CHANNELS);
        long wait = PollWait.millis(
                request.queryParams().get("wait"), request.request().headers().getAll("Prefer"));
        return new PollRequest(
                query.requests(), PollLimit.parse(request.queryParams().get("limit")), wait, query.shortCursor());
    }

    private void open(RoutingContext request, Identity identity, PollRequest poll) {
        Reply<PollAnswer> reply =
                Reply.of(answer -> answer(request, answer), refusal -> Problems.answer(request, refusal));
        PollSession session = here.sessions().openPoll(identity, poll, reply);
        request.response().closeHandler(gone -> session.onClosed());
        if (request.response().closed()) session.onClosed();
    }

    private static void answer(RoutingContext request, PollAnswer answer) {
        byte[] body = PollBody.json(answer);
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) return;
        NextPoll.link(request, answer.cursor()).ifPresent(link -> response.putHeader("Link", link));
        begin(response).end(Buffer.buffer(body));
    }

    private static HttpServerResponse begin(HttpServerResponse response) {
        return response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    }
}
