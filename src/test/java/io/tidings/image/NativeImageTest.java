package io.tidings.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tidings.auth.Keys;
import io.tidings.auth.TestTokens;
import io.tidings.auth.TokenRules;
import io.tidings.auth.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All that our classes reach for by name, and all that they make while they are initialised, is known to the native image. */
class NativeImageTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    /** What Quarkus puts into the image, or reads while it builds it. */
    private static final Set<Path> FOR_QUARKUS = Set.of(
            Path.of("application.properties"),
            Path.of("META-INF/services/io.smallrye.config.SmallRyeConfigBuilderCustomizer"));

    private static Registered registered() {
        try {
            return Registered.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageNeeds ofOurs() {
        return new ImageNeeds(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.tidings"),
                registered());
    }

    @Test
    void everyClassThatReadsResourcesHasThemInTheImage() {
        assertThat(ofOurs().resources()).isEmpty();
    }

    @Test
    void everyResourceIsInTheImage() throws IOException {
        assertThat(resources())
                .isNotEmpty()
                .allMatch(registered()::hasResource, "matches a glob of \"resources\" in " + Registered.METADATA);
    }

    @Test
    void everyGlobHasFiles() throws IOException {
        List<Path> resources = resources();
        assertThat(registered().resources())
                .isNotEmpty()
                .allMatch(
                        entry -> resources.stream().anyMatch(Registered.glob(entry.what())::matches),
                        "matches a file in " + RESOURCES);
    }

    @Test
    void everyClassThatUsesReflectionHasItsTypesInTheImage() {
        assertThat(ofOurs().reflection()).isEmpty();
    }

    @Test
    void everyHandlerShowsItsMethodsToNetty() {
        assertThat(ofOurs().handlers()).isEmpty();
    }

    @Test
    void noClassKeepsFromItsInitializationWhatBelongsToOneRun() {
        assertThat(ofOurs().initializers()).isEmpty();
    }

    @Test
    void noLineIsLeftOver() {
        assertThat(ofOurs().leftOver()).isEmpty();
    }

    @Test
    void theCacheOfTokensHasItsClassesInTheImage() throws ReflectiveOperationException {
        // Given
        TokenVerifier verifier = new TokenVerifier(
                Keys.secret(TestTokens.SECRET), TokenRules.NONE, InstantSource.system(), Runnable::run, 10);
        // When
        Object cache = value(value(verifier, "verdicts"), "cache");
        // Then
        assertThat(List.of(cache, value(cache, "nodeFactory")))
                .extracting(each -> each.getClass().getName())
                .allMatch(registered()::hasType, "is a \"type\" of \"reflection\" in " + Registered.METADATA);
    }

    private static Object value(Object of, String field) throws ReflectiveOperationException {
        Class<?> type = of.getClass();
        while (Stream.of(type.getDeclaredFields())
                .noneMatch(each -> each.getName().equals(field))) type = type.getSuperclass();
        Field found = type.getDeclaredField(field);
        found.setAccessible(true);
        return found.get(of);
    }

    /** The files that only we know of. */
    private static List<Path> resources() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(Files::isRegularFile)
                    .map(RESOURCES::relativize)
                    .filter(file -> !file.startsWith("META-INF/native-image"))
                    .filter(file -> !FOR_QUARKUS.contains(file))
                    .toList();
        }
    }
}
