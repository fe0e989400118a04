package io.tidings.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the suite says of the cases of one group. */
final class Tally {
    private int ok;
    private int informational;
    private int nonStrict;
    private final List<String> failed = new ArrayList<>();

    /** @param results by the number of the case */
    static Tally of(Group group, JsonNode results) {
        Tally tally = new Tally();
        for (Map.Entry<String, JsonNode> each : results.properties())
            if (each.getKey().startsWith(group.number() + ".")) tally.add(each.getKey(), each.getValue());
        return tally;
    }

    private void add(String number, JsonNode result) {
        List<String> verdicts = List.of(
                result.path("behavior").asText(), result.path("behaviorClose").asText());
        if (verdicts.stream().allMatch("OK"::equals)) ok++;
        else if (!List.of("OK", "INFORMATIONAL", "NON-STRICT").containsAll(verdicts)) failed.add(number);
        else if (verdicts.contains("NON-STRICT")) nonStrict++;
        else informational++;
    }

    int cases() {
        return ok + informational + nonStrict + failed.size();
    }

    List<String> failed() {
        return failed;
    }

    int nonStrict() {
        return nonStrict;
    }

    /** As columns of a table. */
    String columns() {
        return ok + " | " + informational + " | " + nonStrict + " | " + failed.size();
    }
}
