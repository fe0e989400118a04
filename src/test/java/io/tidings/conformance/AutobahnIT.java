package io.tidings.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.docs.GeneratedPage;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            once on WebSockets Next as the engine `reference` uses it. Informational cases are those to which the RFC leaves the answer. Of the
            reference engine all that did not fail has passed, strictly or not: how strictly depends on its timing.
            Compression (groups 12 and 13) is not offered by either.

            | group | lean: ok | informational | not strict | failed | reference: passed | failed |
            |---|---|---|---|---|---|---|
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

    private Map<String, Verdict> verdicts(String engine) throws Exception {
        return Autobahn.run(engine, URI.create("ws://" + echo.getAuthority() + echo.getPath() + "/" + engine));
    }

    private static long count(Map<String, Verdict> verdicts, Group group, Verdict verdict) {
        return verdicts.entrySet().stream()
                .filter(each -> each.getKey().startsWith(group.number() + ".") && each.getValue() == verdict)
                .count();
    }

    private static String columns(Map<String, Verdict> verdicts, Group group) {
        return Stream.of(Verdict.values())
                .map(verdict -> count(verdicts, group, verdict) + " | ")
                .collect(Collectors.joining());
    }

    private static String passedAndFailed(Map<String, Verdict> verdicts, Group group) {
        long failed = count(verdicts, group, Verdict.FAILED);
        long all = Stream.of(Verdict.values())
                .mapToLong(verdict -> count(verdicts, group, verdict))
                .sum();
        return all - failed + " | " + failed + " |";
    }

    @Test
    void everyCaseIsPassedByTheLeanEngineAndThePageSaysWhatBothDo() throws Exception {
        // When
        Map<String, Verdict> lean = verdicts("lean");
        Map<String, Verdict> reference = verdicts("reference");
        // Then
        assertThat(lean).hasSize(301).hasSameSizeAs(reference);
        assertThat(lean).doesNotContainValue(Verdict.FAILED).doesNotContainValue(Verdict.NOT_STRICT);
        StringBuilder page = new StringBuilder(HEAD);
        for (Group group : Group.values())
            page.append("| " + group.number() + ": " + group.title() + " | " + columns(lean, group)
                    + passedAndFailed(reference, group) + "\n");
        GeneratedPage.assertUpToDate("conformance.md", page.toString());
    }
}
