package io.tidings.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The service under test and the browser at hand, as system properties name them: {@code tidings.url},
 * {@code tidings.token} (else the service's dev tokens are used) and {@code tidings.chromium}.
 */
final class Service {
    private Service() {}

    static String url() {
        return System.getProperty("tidings.url", "http://localhost:8080").replaceAll("/+$", "");
    }

    static Optional<String> token() {
        return Optional.ofNullable(System.getProperty("tidings.token"));
    }

    /** A channel that no other test reads. */
    static String newChannel() {
        return "quakes.page-" + UUID.randomUUID();
    }

    /** The executable of a Chromium that is installed: Playwright's own is not downloaded. */
    static Path chromium() {
        return Stream.of(
                        System.getProperty("tidings.chromium", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no Chromium is installed; install one, or name it by -Dtidings.chromium=PATH"));
    }
}
