package io.tidings.backbone.redis;

import io.tidings.core.port.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What should be otherwise with each server, as of the last time it was connected. Safe from any thread. */
final class Findings {
    private static final System.Logger LOG = System.getLogger(Findings.class.getName());

    private final Map<String, List<Finding>> byNode = new ConcurrentHashMap<>();

    /** Takes what was found with a server just now; what was not so before is a line of the log. */
    void found(String node, List<Finding> found) {
        List<Finding> before = byNode.put(node, found);
        for (Finding finding : found)
            if (before == null || !before.contains(finding)) LOG.log(System.Logger.Level.WARNING, finding.toString());
    }

    List<Finding> all() {
        return byNode.values().stream().flatMap(List::stream).toList();
    }
}
