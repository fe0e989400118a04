package io.tidings.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessFactsTest {
    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void theKernelsFilesAreRead() throws IOException {
        // Given
        write("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             96365                96365                processes
                Max open files            1024                 524288               files
                """);
        write("proc/sys/net/core/somaxconn", "4096\n");
        write("sys/fs/cgroup/memory.max", "536870912\n");
        // When
        ProcessFacts facts = ProcessFacts.read(root, 1, 2);
        // Then
        assertThat(facts)
                .isEqualTo(new ProcessFacts(
                        OptionalLong.of(1_024), OptionalLong.of(4_096), 1, 2, OptionalLong.of(536_870_912)));
    }

    @Test
    void theOlderControlGroupsAreRead() throws IOException {
        // Given
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "268435456\n");
        // When
        ProcessFacts facts = ProcessFacts.read(root, 1, 2);
        // Then
        assertThat(facts.container()).hasValue(268_435_456);
    }

    @Test
    void noLimitIsNone() throws IOException {
        // Given
        write("proc/self/limits", "Max open files            unlimited            unlimited            files\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        // When
        ProcessFacts facts = ProcessFacts.read(root, 1, 2);
        // Then
        assertThat(facts)
                .isEqualTo(new ProcessFacts(OptionalLong.empty(), OptionalLong.empty(), 1, 2, OptionalLong.empty()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHasALimitOfFilesAndABacklog() {
        // When
        ProcessFacts facts = ProcessFacts.ofThisProcess();
        // Then
        assertThat(facts.backlog()).isPresent();
        assertThat(facts.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
        assertThat(facts.direct()).isPositive();
    }
}
