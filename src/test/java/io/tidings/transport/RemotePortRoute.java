package io.tidings.transport;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells a client the port that its connection comes from, so that it can tell its connections apart; exists in tests only. */
@Singleton
public class RemotePortRoute {
    static final String PATH = "/test/port";

    void register(@Observes Router router) {
        router.route(PATH)
                .handler(request -> request.end(
                        Integer.toString(request.request().remoteAddress().port())));
    }
}
