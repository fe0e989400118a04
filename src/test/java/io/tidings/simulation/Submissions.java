package io.tidings.simulation;

import io.tidings.model.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All publications of a run, each known by the number that its message carries. */
final class Submissions {
    private final List<Submission> all = new ArrayList<>();

    int next() {
        return all.size();
    }

    void add(Submission submission) {
        all.add(submission);
    }

    /** A server has appended an entry. @param memory what it remembers keys by */
    void appended(Entry entry, Object memory) {
        String json = new String(entry.message().json(), StandardCharsets.US_ASCII);
        int from = json.indexOf('#') + 1;
        all.get(Integer.parseInt(json, from, json.indexOf('#', from), 10)).onAppended(entry.id(), memory);
    }
}
