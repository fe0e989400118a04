package io.tidings.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where servers run.
 *
 * @param core   that the servers have for themselves
 * @param client the core of the client, and of Redis
 * @param nice   the priority of all processes; below 0 for a machine that has other work, too
 * @param folder for logs, configuration and what is built for the run
 */
public record Place(int core, int client, int nice, Path folder) {
    /** Binds this process to the client's core, with the priority of all. */
    public void takeClientCore() {
        String self = Long.toString(ProcessHandle.current().pid());
        Commands.run(Path.of("."), "taskset", "-a", "-p", "-c", Integer.toString(client), self);
        if (nice == 0) return;
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList())
                Commands.run(
                        Path.of("."),
                        "renice",
                        "-n",
                        Integer.toString(nice),
                        "-p",
                        thread.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What starts a command on the servers' core; it inherits the priority of this process. */
    List<String> serverPrefix() {
        return List.of("taskset", "-c", Integer.toString(core));
    }

    Path log(String name) {
        return folder.resolve("logs").resolve(name + ".log");
    }
}
