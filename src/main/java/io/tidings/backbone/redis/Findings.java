package io.tidings.backbone.redis;

import io.tidings.core.port.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What should be otherwise with each server, as of the last time it was connected. Safe from any thread. */
final class Findings {
    private static final System.Logger LOG = System.getLogger(Findings.class.getName());

    private final Map<String, List<Finding>> byNode = new ConcurrentHashMap<>();

    /** Takes what was found with a server just now; what was not so before is a line of the log, another figure is not. */
    void found(String node, List<Finding> found) {
        List<Finding> before = Objects.requireNonNullElse(byNode.put(node, found), List.of());
        for (Finding finding : found)
            if (before.stream().noneMatch(finding::isSameAs)) LOG.log(System.Logger.Level.WARNING, finding.toString());
    }

    /** The server is none of ours any more. */
    void forget(String node) {
        byNode.remove(node);
    }

    List<Finding> all() {
        return byNode.values().stream().flatMap(List::stream).toList();
    }
}
