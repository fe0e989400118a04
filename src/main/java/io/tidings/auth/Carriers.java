package io.tidings.auth;

import io.tidings.model.Failure;
import io.tidings.model.Quoted;
import io.tidings.model.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the token of a request; of several the first counts: {@code Authorization: Bearer}, cookie, query. */
public final class Carriers {
    private static final String SCHEME = "Bearer ";

    private final CarrierRules rules;

    public Carriers(CarrierRules rules) {
        this.rules = rules;
    }

    /**
     * The token, empty when the request carries none.
     *
     * @throws Refusal {@link Failure#ORIGIN_REFUSED} for a cookie that this page may not use
     */
    public Optional<String> token(CarrierRequest request) {
        String bearer = bearer(request.header("Authorization"));
        if (bearer != null) return Optional.of(bearer);
        Optional<String> cookie = Cookies.value(request.headers("Cookie"), rules.cookie());
        if (cookie.isPresent()) {
            checkOrigin(request);
            return cookie;
        }
        if (!rules.queryToken()) return Optional.empty();
        return Optional.ofNullable(request.query("access_token")).filter(token -> !token.isEmpty());
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return null;
        return authorization.substring(SCHEME.length()).strip();
    }

    /** A page of another site makes the browser send the cookie too, so the cookie alone proves nothing. */
    private void checkOrigin(CarrierRequest request) {
        String origin = request.header("Origin");
        if (origin != null && allowed(origin, request)) return;
        if (reads(request) && "same-origin".equals(request.header("Sec-Fetch-Site"))) return;
        throw new Refusal(Failure.ORIGIN_REFUSED, detail(origin, request));
    }

    private boolean allowed(String origin, CarrierRequest request) {
        return Origin.parse(origin)
                .filter(parsed -> rules.origins().contains(parsed.text()) || parsed.isOwnOf(request))
                .isPresent();
    }

    private static boolean reads(CarrierRequest request) {
        return !request.webSocket()
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    private static String detail(@Nullable String origin, CarrierRequest request) {
        String wrong = origin == null
                ? "the token came in a cookie and the request names no Origin"
                : "the token came in a cookie and the Origin " + Quoted.of(origin) + " is not allowed";
        String right = "; send Authorization: Bearer, or allow the page's origin (tidings.auth.origins)";
        return wrong + (reads(request) ? " and Sec-Fetch-Site is not same-origin" : "") + right;
    }
}
