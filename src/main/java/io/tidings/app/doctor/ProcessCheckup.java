package io.tidings.app.doctor;

import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Holds what a process was given against what its limits need. */
final class ProcessCheckup {
    private static final long MEGABYTE = 1 << 20;
    /** A crowd that comes back: at 5,000 a second, what comes while a lane is busy for 200 ms. */
    private static final long LEAST_BACKLOG = 1_024;
    /** Code, classes, threads and the collector. */
    private static final long MACHINE = 200 * MEGABYTE;

    private final List<Finding> findings = new ArrayList<>();

    private ProcessCheckup() {}

    /** All that should be otherwise. */
    static List<Finding> findings(ProcessFacts facts, Needs needs) {
        ProcessCheckup checkup = new ProcessCheckup();
        checkup.checkDescriptors(facts.descriptors(), needs);
        checkup.checkBacklog(facts.backlog());
        checkup.checkMemory(facts, needs);
        checkup.checkContainer(facts, needs);
        return List.copyOf(checkup.findings);
    }

    private void checkDescriptors(OptionalLong descriptors, Needs needs) {
        if (descriptors.isEmpty() || descriptors.getAsLong() >= needs.descriptors()) return;
        find(
                Severity.BREAKS_A_PROMISE,
                "the limit of open files",
                Long.toString(descriptors.getAsLong()),
                needs.descriptors() + " or more, tidings.limits.connections and a thousand",
                "what comes beyond it is never accepted, and Redis cannot be reached again; raise LimitNOFILE of the container"
                        + " runtime (ulimit -n), or lower TIDINGS_LIMITS_CONNECTIONS");
    }

    private void checkBacklog(OptionalLong backlog) {
        if (backlog.isEmpty() || backlog.getAsLong() >= LEAST_BACKLOG) return;
        find(
                Severity.RISK,
                "net.core.somaxconn",
                Long.toString(backlog.getAsLong()),
                LEAST_BACKLOG + " or more",
                "of a crowd that comes at once, the kernel lets most wait for seconds; set this sysctl, which in Kubernetes is the"
                        + " cluster administrator's");
    }

    private void checkMemory(ProcessFacts facts, Needs needs) {
        if (facts.heap() < needs.heap())
            find(
                    Severity.RISK,
                    "the heap",
                    megabytes(facts.heap()),
                    megabytes(needs.heap()) + " or more",
                    "so much is needed when all limits are reached at once; raise the container's memory or -Xmx, or lower"
                            + " tidings.limits.connections, rings-total-bytes or publish-bytes-in-flight");
        if (facts.direct() < needs.direct())
            find(
                    Severity.RISK,
                    "the memory outside the heap",
                    megabytes(facts.direct()),
                    megabytes(needs.direct()) + " or more",
                    "so much is needed when all outboxes and rings are full; raise -XX:MaxDirectMemorySize, which is as large as the heap"
                            + " when not set, or lower tidings.limits.outboxes-total-bytes or rings-total-bytes");
    }

    private void checkContainer(ProcessFacts facts, Needs needs) {
        if (facts.container().isEmpty()) return;
        long all = facts.heap() + Math.min(facts.direct(), needs.direct()) + needs.kernel() + MACHINE;
        if (facts.container().getAsLong() >= all) return;
        find(
                Severity.RISK,
                "the container's memory",
                megabytes(facts.container().getAsLong()),
                megabytes(all) + " or more",
                "the kernel would end the pod before the JVM runs out of memory; raise the limit, or give the heap a smaller share by"
                        + " -XX:MaxRAMPercentage");
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }

    private void find(Severity severity, String what, String found, String wanted, String mend) {
        findings.add(new Finding(severity, what, found, wanted, mend));
    }
}
