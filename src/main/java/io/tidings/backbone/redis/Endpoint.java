package io.tidings.backbone.redis;

import io.tidings.model.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A Redis URI in its parts, so that the same way of speaking to a server can be used for another one.
 *
 * @param scheme {@code redis}, or {@code rediss} for TLS
 * @param credentials {@code user:password} as the URI writes it; null without any
 * @param rest the database and the parameters as the URI writes them, perhaps empty
 */
record Endpoint(String scheme, @Nullable String credentials, String host, int port, String rest) {
    private static final int USUAL_PORT = 6379;

    /** @throws IllegalArgumentException without a host; the message quotes nothing, as an address may hold a password */
    static Endpoint of(String address) {
        URI uri = URI.create(address);
        if (uri.getHost() == null)
            throw new IllegalArgumentException("quarkus.redis.hosts has an address without a host; with this"
                    + " quarkus.redis.client-type each is a URI such as redis://host:6379");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return new Endpoint(uri.getScheme(), uri.getRawUserInfo(), uri.getHost(), port, uri.getRawPath() + query);
    }

    /** Whether the client can speak to it; it would say so only when it connects. */
    static boolean isAddress(String address) {
        try {
            URI uri = new URI(address);
            if ("unix".equals(uri.getScheme())) return true;
            return uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Another server, spoken to in the same way.
     *
     * @throws IllegalArgumentException when no URI can hold what it calls itself
     */
    Endpoint at(String otherHost, int otherPort) {
        boolean bare = otherHost.contains(":") && !otherHost.startsWith("[");
        Endpoint other = new Endpoint(scheme, credentials, bare ? "[" + otherHost + "]" : otherHost, otherPort, rest);
        if (!isAddress(other.address()))
            throw new IllegalArgumentException("a server calls itself " + Quoted.of(otherHost)
                    + ", which no URI can hold: let it announce its address, or letters, digits, hyphens and dots");
        return other;
    }

    /** The same server without a database: a sentinel has none. */
    Endpoint withoutDatabase() {
        return new Endpoint(scheme, credentials, host, port, "");
    }

    /** The same server, spoken to with other credentials. */
    Endpoint as(@Nullable String others) {
        return new Endpoint(scheme, others, host, port, rest);
    }

    /** Credentials of a password alone. */
    static String password(String password) {
        return ":" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    String address() {
        return scheme + "://" + (credentials == null ? "" : credentials + "@") + host + ":" + port + rest;
    }
}
