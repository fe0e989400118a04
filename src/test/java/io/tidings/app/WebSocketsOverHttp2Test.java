package io.tidings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import io.tidings.config.TidingsConfig.Engine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketsOverHttp2Test {
    @ParameterizedTest
    @CsvSource({
        "true, LEAN, NORMAL, true",
        "true, LEAN, TEST, true",
        "true, LEAN, DEVELOPMENT, false",
        "true, REFERENCE, NORMAL, false",
        "false, LEAN, NORMAL, false"
    })
    void onlyWhereEveryWebSocketOfThePortIsServed(boolean wanted, Engine engine, LaunchMode mode, boolean offered) {
        assertThat(WebSocketsOverHttp2.isOffered(wanted, engine, mode)).isEqualTo(offered);
    }
}
