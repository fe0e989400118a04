package io.tidings.bench.server;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, whatever its collector. */
final class JavaHeap {
    private static final Pattern USED = Pattern.compile(
            "^ *(?:def new generation|tenured generation|DefNew|Tenured|PSYoungGen|ParOldGen|garbage-first heap|ZHeap)"
                    + ".*?used (\\d+)([KM])",
            Pattern.MULTILINE);

    private JavaHeap() {}

    /** Bytes in use after two full collections. */
    static long used(String jcmd, long pid) {
        for (int i = 0; i < 2; i++) Commands.run(Path.of("."), jcmd, Long.toString(pid), "GC.run");
        String info = Commands.run(Path.of("."), jcmd, Long.toString(pid), "GC.heap_info");
        Matcher matcher = USED.matcher(info);
        long bytes = 0;
        while (matcher.find())
            bytes += Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("K") ? 10 : 20);
        if (bytes == 0) throw new IllegalStateException("no heap is told of: " + info);
        return bytes;
    }
}
