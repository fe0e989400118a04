package io.tidings.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the suite says of a case: of the conversation, and of its end, whichever is worse; the best first. */
enum Verdict {
    OK,
    /** The RFC leaves the answer to the server. */
    INFORMATIONAL,
    /** Allowed, and not what the RFC recommends. */
    NOT_STRICT,
    FAILED;

    static Verdict of(JsonNode result) {
        List<String> both = List.of(
                result.path("behavior").asText(), result.path("behaviorClose").asText());
        if (!List.of("OK", "INFORMATIONAL", "NON-STRICT").containsAll(both)) return FAILED;
        if (both.contains("NON-STRICT")) return NOT_STRICT;
        return both.contains("INFORMATIONAL") ? INFORMATIONAL : OK;
    }
}
