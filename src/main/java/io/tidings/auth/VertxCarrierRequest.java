package io.tidings.auth;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as Vert.x has it. */
record VertxCarrierRequest(RoutingContext context) implements CarrierRequest {
    @Override
    public String method() {
        return context.request().method().name();
    }

    @Override
    public boolean webSocket() {
        if (context.request().method().equals(HttpMethod.CONNECT)) return true;
        String upgrade = header("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    @Override
    public boolean secure() {
        return "https".equals(context.request().scheme());
    }

    @Override
    public @Nullable String authority() {
        HostAndPort authority = context.request().authority();
        return authority == null ? null : authority.toString();
    }

    @Override
    public List<String> headers(String name) {
        return context.request().headers().getAll(name);
    }

    @Override
    public @Nullable String query(String name) {
        try {
            List<String> values = context.queryParam(name);
            return values.isEmpty() ? null : values.get(0);
        } catch (HttpException e) {
            return null; // a query that cannot be decoded is the route's to refuse
        }
    }
}
