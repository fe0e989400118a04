package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://id.example/keys                            | https://id.example/keys
            https://user:secret@id.example:8443/keys?code=secret#secret | https://id.example:8443/keys
            redis://:secret@redis:6379/2                       | redis://redis:6379/2
            redis://[::1]:6379                                 | redis://[::1]:6379
            https://user:sec/ret@id.example/keys               | https://...
            https://user:5/ecret@id.example/keys               | https://...
            https://user:5?ecret@id.example/keys               | https://...
            https://user:5#ecret@id.example/keys               | https://...
            https://user:sec^ret@id.example/keys               | https://...
            https://user:secret@id_server/keys                 | https://...
            htps://user:secret@id.example/keys?code=secret     | htps://id.example/keys
            user:secret@collector:4317                         | ...
            collector:4317?code=secret                         | ...
            collector:4317                                     | collector:4317
            /run/secrets/keys.pem                              | /run/secrets/keys.pem
            """)
    void aUrlIsPrintedWithoutWhatMayBeSecret(String url, String printed) {
        assertThat(PrintableUrl.of(url)).isEqualTo(printed).doesNotContain("secret@", "ecret@", "code");
    }
}
