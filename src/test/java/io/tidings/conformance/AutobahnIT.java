package io.tidings.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.docs.GeneratedPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 6455 to the letter on the lean engine; what WebSockets Next makes of the same cases stands beside it. */
@QuarkusTest
@TestProfile(AutobahnIT.LargeMessages.class)
class AutobahnIT {
    private static final String HEAD = """
            # Conformance

            Made by `AutobahnIT`: run `./mvnw -Pconformance test-compile failsafe:integration-test failsafe:verify -Dit.test=AutobahnIT`,
            with `-Dupdate.docs=true` to write this page anew. The test fails when a case fails on the engine `lean`, or when this page says
            something else than the run.

            [Autobahn|Testsuite](https://github.com/crossbario/autobahn-testsuite) 0.5.6 sends a WebSocket server 301 conversations, most of
            them with something that RFC 6455 forbids or that is often got wrong, and looks at the bytes that come back. It speaks to an
            endpoint that sends back what it is sent and exists in the tests only: once on the decoder and the handler of the engine `lean`,
            once on WebSockets Next as the engine `reference` uses it. Informational cases are those to which the RFC leaves the answer.
            Compression (groups 12 and 13) is not offered by either.

            | group | cases | lean: ok | informational | not strict | failed | reference: ok | informational | not strict | failed |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    @TestHTTPResource("/echo")
    URI echo;

    /** The suite sends messages of up to 16 MB. */
    public static final class LargeMessages implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.max-message-size", "16M", "tidings.limits.outbox", "64M");
        }
    }

    private JsonNode results(String engine) throws Exception {
        return Autobahn.run(engine, URI.create("ws://" + echo.getAuthority() + echo.getPath() + "/" + engine));
    }

    @Test
    void everyCaseIsPassedByTheLeanEngineAndThePageSaysWhatBothDo() throws Exception {
        // When
        JsonNode lean = results("lean");
        JsonNode reference = results("reference");
        // Then
        StringBuilder page = new StringBuilder(HEAD);
        List<String> failed = new ArrayList<>();
        int cases = 0;
        for (Group group : Group.values()) {
            Tally ours = Tally.of(group, lean);
            Tally theirs = Tally.of(group, reference);
            assertThat(theirs.cases()).as(group.title()).isEqualTo(ours.cases());
            page.append("| " + group.number() + ": " + group.title() + " | " + ours.cases() + " | " + ours.columns()
                    + " | " + theirs.columns() + " |\n");
            failed.addAll(ours.failed());
            cases += ours.cases();
        }
        assertThat(cases).isEqualTo(301);
        assertThat(failed).isEmpty();
        GeneratedPage.assertUpToDate("conformance.md", page.toString());
    }
}
