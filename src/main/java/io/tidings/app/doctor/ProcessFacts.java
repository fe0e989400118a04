package io.tidings.app.doctor;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What the process was given; what cannot be found out is absent. Immutable.
 *
 * @param descriptors the most files and sockets that it may have open
 * @param backlog the most connections of one port that the kernel keeps until they are accepted
 * @param heap the most bytes of the heap
 * @param direct the most bytes of memory outside the heap for what is read and written
 * @param container the most bytes that the container may have
 */
record ProcessFacts(OptionalLong descriptors, OptionalLong backlog, long heap, long direct, OptionalLong container) {
    /** More is no limit, but how a kernel says that there is none. */
    private static final long UNLIMITED = 1L << 60;

    /** Those of this process, on Linux. */
    static ProcessFacts ofThisProcess() {
        return read(Path.of("/"), Runtime.getRuntime().maxMemory(), PlatformDependent.maxDirectMemory());
    }

    /** @param root where {@code proc} and {@code sys} are */
    static ProcessFacts read(Path root, long heap, long direct) {
        return new ProcessFacts(
                limit(first(root.resolve("proc/self/limits"), line -> line.startsWith("Max open files"))),
                number(first(root.resolve("proc/sys/net/core/somaxconn"), line -> true)),
                heap,
                direct,
                container(root.resolve("sys/fs/cgroup")));
    }

    private static OptionalLong container(Path groups) {
        OptionalLong unified = number(first(groups.resolve("memory.max"), line -> true));
        if (unified.isPresent()) return unified;
        return number(first(groups.resolve("memory/memory.limit_in_bytes"), line -> true));
    }

    /** The soft one of {@code Max open files  <soft>  <hard>  files}. */
    private static OptionalLong limit(String line) {
        return Arrays.stream(line.split(" +"))
                .skip(3)
                .findFirst()
                .map(ProcessFacts::number)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        if (!text.matches("[0-9]{1,18}")) return OptionalLong.empty();
        long number = Long.parseLong(text);
        return number >= UNLIMITED ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** The first such line; empty when there is none, or no file. */
    private static String first(Path file, Predicate<String> wanted) {
        try (var lines = Files.lines(file)) {
            return lines.filter(wanted).findFirst().orElse("").strip();
        } catch (IOException notThisKernel) {
            return "";
        }
    }
}
