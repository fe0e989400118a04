package io.tidings.auth;

import io.tidings.model.PrintableUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Where a PEM file or JWKS is: a file or an http(s) URL. */
sealed interface KeyLocation {
    /** The text that is there now; blocks, at most about ten seconds. */
    String read() throws IOException;

    /** A URL when it begins with {@code http:} or {@code https:}, otherwise the path of a file. */
    static KeyLocation of(String text) throws UnusableKeyException {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith("http://") || lower.startsWith("https://")) return Url.of(new URI(text));
            return new File(Path.of(text));
        } catch (URISyntaxException | InvalidPathException e) {
            throw new UnusableKeyException("it is neither a URL nor the path of a file");
        }
    }

    /** A file, read anew each time, as mounted secrets change in place. */
    record File(Path path) implements KeyLocation {
        @Override
        public String read() throws IOException {
            return Files.readString(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** What an issuer publishes. */
    record Url(URI uri, HttpClient client) implements KeyLocation {
        private static final Duration PATIENCE = Duration.ofSeconds(5);
        private static final int LARGEST = 1 << 20;

        Url(URI uri) {
            this(
                    uri,
                    HttpClient.newBuilder()
                            .connectTimeout(PATIENCE)
                            .followRedirects(HttpClient.Redirect.NORMAL)
                            .build());
        }

        private static Url of(URI uri) throws UnusableKeyException {
            // the client would say so with an exception that quotes all of it
            if (uri.getHost() == null) throw new UnusableKeyException("it is a URL without a host");
            return new Url(uri);
        }

        @Override
        public String read() throws IOException {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(PATIENCE)
                    .header("Accept", "application/jwk-set+json, application/json")
                    .build();
            try {
                HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = response.body()) {
                    if (response.statusCode() != 200)
                        throw new IOException("the server answered " + response.statusCode());
                    byte[] bytes = body.readNBytes(LARGEST + 1);
                    if (bytes.length > LARGEST) throw new IOException("the answer is longer than 1 MB");
                    return new String(bytes, StandardCharsets.UTF_8);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        /** Without what may be secret: the user and the query. */
        @Override
        public String toString() {
            return PrintableUrl.of(uri.toString());
        }
    }
}
