package io.tidings.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the last build has packaged, by Quarkus' own record of it: a jar, or with {@code -Dnative} an executable. The same tests start
 * whichever there is.
 */
public final class Artifact {
    private static final String RECORD = "quarkus-artifact.properties";

    private final Path file;
    private final boolean executable;

    private Artifact(Path file, boolean executable) {
        this.file = file;
        this.executable = executable;
    }

    public static Artifact ofTheLastBuild() {
        return of(Path.of("target"));
    }

    /** @param target where a build has put its artifact and the record of it */
    static Artifact of(Path target) {
        Properties record = new Properties();
        try (var reader = Files.newBufferedReader(target.resolve(RECORD))) {
            record.load(reader);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("nothing is packaged: run ./mvnw package", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String type = record.getProperty("type");
        if (!type.equals("jar") && !type.equals("native"))
            throw new IllegalStateException(
                    "the last build has made " + type + ", which does not run: run ./mvnw package");
        return new Artifact(target.resolve(record.getProperty("path")).toAbsolutePath(), type.equals("native"));
    }

    /** One that was packaged elsewhere. */
    static Artifact jar(Path file) {
        return new Artifact(file.toAbsolutePath(), false);
    }

    /**
     * How to start it; arguments may be added.
     *
     * @param options as both Java and the executable take them: {@code -Xmx…}, {@code -D…}
     */
    public List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(executable ? file.toString() : java());
        command.addAll(options);
        if (!executable) command.addAll(List.of("-jar", file.toString()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
