package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarriersTest {
    private final Carriers carriers = new Carriers(
            new CarrierRules("tidings", List.of("https://app.example", "https://shop.example:8443"), false));
    private final Carriers withQuery = new Carriers(new CarrierRules("session", List.of(), true));

    @Test
    void aRequestWithoutTokenHasNone() {
        // When, Then
        assertThat(carriers.token(get())).isEmpty();
        assertThat(carriers.token(get().with("Cookie", "theme=dark; tidings="))).isEmpty();
        assertThat(carriers.token(get().with("Authorization", "Basic dXNlcjpwYXNz")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER   abc "})
    void theHeaderCarriesTheToken(String header) {
        // When, Then
        assertThat(carriers.token(get().with("authorization", header))).contains("abc");
    }

    @Test
    void theHeaderWinsOverTheCookieAndTheCookieOverTheQuery() {
        // Given
        Request all = get().with("Cookie", "session=cookie")
                .with("Sec-Fetch-Site", "same-origin")
                .query("access_token", "query");
        // When, Then
        assertThat(withQuery.token(all)).contains("cookie");
        assertThat(withQuery.token(all.with("Authorization", "Bearer header"))).contains("header");
    }

    @Test
    void theHeaderNeedsNoOrigin() {
        // Given
        Request request = post().with("Authorization", "Bearer abc")
                .with("Cookie", "tidings=def")
                .with("Origin", "https://evil.example");
        // When, Then
        assertThat(carriers.token(request)).contains("abc");
    }

    @Test
    void theQueryCarriesTheTokenOnlyWhenThatIsSwitchedOn() {
        // When, Then
        assertThat(carriers.token(get().query("access_token", "abc"))).isEmpty();
        assertThat(withQuery.token(get().query("access_token", "abc"))).contains("abc");
        assertThat(withQuery.token(get().query("access_token", ""))).isEmpty();
    }

    @Test
    void theCookieIsFoundAmongOthers() {
        // Given
        Request request = get().with("Sec-Fetch-Site", "same-origin")
                .with("Cookie", "xtidings=no; theme=dark")
                .with("Cookie", "a; tidings=\"abc\"; tidings=second");
        // When, Then
        assertThat(carriers.token(request)).contains("abc");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://app.example, -",
                "HTTPS://App.Example, -",
                "https://shop.example:8443, -",
                "https://push.example, push.example",
                "https://push.example:443, push.example",
                "https://push.example, push.example:443",
                "http://push.example, push.example",
                "http://localhost:8080, localhost:8080",
                "http://[::1]:8080, [::1]:8080"
            })
    void anAllowedOriginMayUseTheCookieForAnything(String origin, @Nullable String authority) {
        // When, Then
        for (Request request : List.of(get(), post(), webSocket()))
            assertThat(carriers.token(
                            request.to(authority).with("Cookie", "tidings=abc").with("Origin", origin)))
                    .contains("abc");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, push.example",
                "null, push.example",
                "https://evil.example, push.example",
                "https://app.example.evil, push.example",
                "https://app.example:444, push.example",
                "http://app.example, push.example",
                "https://shop.example, push.example",
                "https://push.example:8080, push.example",
                "https://push.example, push.example:80",
                "https://push.example@evil.example, push.example",
                "https://evil.example/push.example, push.example",
                "https://, push.example",
                "https://push.example, -",
                "file://push.example, push.example"
            })
    void anyOtherOriginMayNot(@Nullable String origin, @Nullable String authority) {
        // When, Then
        for (Request request : List.of(get(), post(), webSocket())) {
            Request cookie = request.to(authority).with("Cookie", "tidings=abc");
            assertRefused(origin == null ? cookie : cookie.with("Origin", origin));
        }
    }

    @Test
    void behindTlsAPageWithoutItIsAnotherOrigin() {
        // Given
        Request request =
                post().to("push.example").with("Cookie", "tidings=abc").with("Origin", "http://push.example");
        // When, Then
        assertThat(carriers.token(request)).contains("abc");
        assertRefused(request.overTls());
        assertThat(carriers.token(request.without("Origin")
                        .with("Origin", "https://push.example")
                        .overTls()))
                .contains("abc");
    }

    @Test
    void aPageOfTheSameOriginMayReadWithTheCookieEvenWithoutOrigin() {
        // Given
        Map<String, String> headers = Map.of("Cookie", "tidings=abc", "Sec-Fetch-Site", "same-origin");
        // When, Then
        assertThat(carriers.token(get().with(headers))).contains("abc");
        assertThat(carriers.token(new Request("HEAD", false).with(headers))).contains("abc");
        assertRefused(post().with(headers));
        assertRefused(webSocket().with(headers));
        assertRefused(new Request("CONNECT", true).with(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none", ""})
    void noOtherPageMayReadWithTheCookie(String site) {
        // When, Then
        assertRefused(get().with("Cookie", "tidings=abc").with("Sec-Fetch-Site", site));
    }

    @Test
    void theRefusalSaysWhatWouldBeRight() {
        // When, Then
        assertThatThrownBy(() ->
                        carriers.token(get().with("Cookie", "tidings=abc").with("Origin", "https://evil.example")))
                .hasMessage(
                        "the token came in a cookie and the Origin \"https://evil.example\" is not allowed and Sec-Fetch-Site is not"
                                + " same-origin; send Authorization: Bearer, or allow the page's origin (tidings.auth.origins)");
    }

    private void assertRefused(Request request) {
        assertThatThrownBy(() -> carriers.token(request))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.failure()).isEqualTo(Failure.ORIGIN_REFUSED));
    }

    private static Request get() {
        return new Request("GET", false);
    }

    private static Request post() {
        return new Request("POST", false);
    }

    private static Request webSocket() {
        return new Request("GET", true);
    }

    /** A request as a test writes it down; each method gives a new one. */
    private record Request(
            String method,
            boolean webSocket,
            boolean secure,
            @Nullable String authority,
            Map<String, List<String>> headers,
            Map<String, String> queries)
            implements CarrierRequest {
        Request(String method, boolean webSocket) {
            this(method, webSocket, false, "push.example", Map.of(), Map.of());
        }

        Request with(String name, String value) {
            Map<String, List<String>> more = new TreeMap<>(headers);
            List<String> values = new ArrayList<>(headers(name));
            values.add(value);
            more.put(name.toLowerCase(Locale.ROOT), values);
            return new Request(method, webSocket, secure, authority, more, queries);
        }

        Request with(Map<String, String> all) {
            Request request = this;
            for (var header : all.entrySet()) request = request.with(header.getKey(), header.getValue());
            return request;
        }

        Request without(String name) {
            Map<String, List<String>> fewer = new TreeMap<>(headers);
            fewer.remove(name.toLowerCase(Locale.ROOT));
            return new Request(method, webSocket, secure, authority, fewer, queries);
        }

        Request to(@Nullable String host) {
            return new Request(method, webSocket, secure, host, headers, queries);
        }

        Request overTls() {
            return new Request(method, webSocket, true, authority, headers, queries);
        }

        Request query(String name, String value) {
            return new Request(method, webSocket, secure, authority, headers, Map.of(name, value));
        }

        @Override
        public List<String> headers(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        @Override
        public @Nullable String query(String name) {
            return queries.get(name);
        }
    }
}
