package io.tidings.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under {@code docs/} that is made from the code; run tests with {@code -Dupdate.docs=true} to write it anew. */
public final class GeneratedPage {
    private GeneratedPage() {}

    /** Fails when the page differs from what the code says now. */
    public static void assertUpToDate(String file, String expected) {
        Path page = Path.of("docs", file);
        try {
            if (Boolean.getBoolean("update.docs")) Files.writeString(page, expected);
            assertThat(page).exists();
            assertThat(Files.readString(page))
                    .as("%s is out of date: run ./mvnw test -Dtest='*DocTest' -Dupdate.docs=true", page)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
