package io.tidings.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process has used, as its JVM and Linux say. */
final class Cost {
    private static final Pattern TOTAL = Pattern.compile("Total +[0-9]+ +([0-9]+)");
    private static final int TICKS_PER_SECOND = 100;

    private Cost() {}

    /** Bytes of live objects in the heap, after a full collection. */
    static long heap(Process process) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) throw new IOException("no histogram: " + histogram);
        return Long.parseLong(total.group(1));
    }

    /** Processor time in seconds, of all threads, in the kernel too. */
    static double processorSeconds(Process process) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_SECOND;
    }
}
