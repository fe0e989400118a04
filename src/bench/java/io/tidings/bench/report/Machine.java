package io.tidings.bench.report;

import io.tidings.bench.server.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** What a run was made on. */
public final class Machine {
    private Machine() {}

    /** Processor, kernel, JDK and the day. */
    public static Map<String, String> conditions() {
        return Map.of(
                "processor",
                line("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " core for the client, one for the server, of "
                        + Commands.run(Path.of("."), "nproc", "--all"),
                "kernel",
                "Linux " + System.getProperty("os.version").replaceAll("-.*", ""),
                "JDK",
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                "day",
                LocalDate.now(ZoneOffset.UTC).toString());
    }

    /** How many others wanted the processor when the run began. */
    public static Map<String, String> load() {
        return Map.of("load average before", read("/proc/loadavg").split(" ")[0]);
    }

    private static String line(String file, String field) {
        return read(file)
                .lines()
                .filter(each -> each.startsWith(field))
                .map(each -> each.substring(each.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
