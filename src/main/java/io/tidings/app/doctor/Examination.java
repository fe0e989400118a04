package io.tidings.app.doctor;

import io.quarkus.runtime.QuarkusApplication;
import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The command {@code doctor}: prints what should be otherwise, serves nobody, and ends. */
public class Examination implements QuarkusApplication {
    public static final String COMMAND = "doctor";

    /** It listens nowhere, so it may run beside a pod; what is logged stays apart from what is printed. */
    public static final Map<String, String> SETTINGS = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.management.host-enabled", "false",
            "quarkus.log.console.stderr", "true",
            "tidings.drain.settle", "0s");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Doctor doctor;

    @Inject
    Examination(Doctor doctor) {
        this.doctor = doctor;
    }

    /** @return 0 when no promise is broken */
    @Override
    public int run(String... arguments) throws InterruptedException {
        List<Finding> findings = doctor.examine(PATIENCE);
        findings.forEach(finding -> System.out.println(label(finding.severity()) + finding));
        if (findings.isEmpty()) System.out.println("all is as it should be");
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.BREAKS_A_PROMISE) ? 1 : 0;
    }

    private static String label(Severity severity) {
        return severity == Severity.BREAKS_A_PROMISE ? "breaks a promise: " : "a risk: ";
    }
}
