package io.tidings.app;

import io.quarkus.runtime.LaunchMode;
import io.tidings.config.TidingsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The page for trying things out, at {@code /} and below {@code /page/}; in dev mode, or where {@code tidings.page} is on. */
@Singleton
public class PageRoute {
    /** What the page itself says in its head, and that nobody may frame it. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
            + " frame-ancestors 'none'";

    private final boolean served;
    private final PageFiles files = new PageFiles(LaunchMode.current() != LaunchMode.DEVELOPMENT);

    @Inject
    PageRoute(TidingsConfig config) {
        served = config.page().orElse(LaunchMode.current() == LaunchMode.DEVELOPMENT);
    }

    void register(@Observes Router router) {
        if (!served) return;
        router.route("/")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(request -> answer(request, "index.html"));
        router.routeWithRegex("/page/(?<file>.+)")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(request -> answer(request, request.pathParam("file")));
    }

    private void answer(RoutingContext request, String name) {
        PageFiles.@Nullable PageFile file = files.file(name);
        if (file == null) {
            request.next();
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader("ETag", file.tag())
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
        if (file.tag().equals(request.request().getHeader("If-None-Match")))
            response.setStatusCode(304).end();
        else send(request, response.putHeader("Content-Type", file.mediaType()), file.bytes());
    }

    private static void send(RoutingContext request, HttpServerResponse response, byte[] bytes) {
        if (request.request().method().equals(HttpMethod.HEAD))
            response.putHeader("Content-Length", Integer.toString(bytes.length)).end();
        else response.end(Buffer.buffer(bytes));
    }
}
