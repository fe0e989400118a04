package io.tidings;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of packages: the one job of each, and what it may import. */
class ArchitectureTest {
    private static final String BASE = "io.tidings";
    private static final List<String> ALL_OF_CORE =
            List.of("core.protocol", "core.port", "core.publish", "core.feed", "core.fanout", "core.session");

    /** A package with those inside it, and what it may import of ours; everything may import itself. */
    private static final Map<String, List<String>> OURS = new TreeMap<>(Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("core.protocol", List.of("model")),
            Map.entry("core.port", List.of("model", "core.protocol")),
            Map.entry("core.publish", List.of("model", "core.port")),
            Map.entry("core.feed", List.of("model", "core.port")),
            Map.entry("core.fanout", List.of("model", "core.port", "core.feed")),
            Map.entry("core.session", with(ALL_OF_CORE, "model")),
            Map.entry("wire", List.of("model", "core.protocol", "core.port")),
            Map.entry("transport", with(ALL_OF_CORE, "model", "wire", "auth")),
            Map.entry("backbone.redis", List.of("model", "core.port")),
            Map.entry("backbone.memory", List.of("model", "core.port")),
            Map.entry("auth", List.of("model", "core.port")),
            Map.entry("config", List.of("model")),
            Map.entry("telemetry", List.of("model", "core.port"))));

    /** The third parties of the packages that are free of frameworks; the JDK and JSpecify are everybody's. */
    private static final Map<String, List<String>> THIRD_PARTIES = new TreeMap<>(Map.of(
            "model", List.of(),
            "core", List.of(),
            "wire", List.of("com.fasterxml.jackson.core.."),
            "backbone.memory", List.of()));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    private static List<String> with(List<String> packages, String... more) {
        return Stream.concat(packages.stream(), Stream.of(more)).toList();
    }

    private static String[] inside(List<String> packages, String self) {
        return with(packages, self).stream()
                .map(each -> BASE + "." + each + "..")
                .toArray(String[]::new);
    }

    @TestFactory
    List<DynamicTest> eachPackageImportsOfOursWhatTheTableSays() {
        return OURS.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> classes()
                                .that()
                                .resideInAPackage(BASE + "." + row.getKey() + "..")
                                .should()
                                .onlyDependOnClassesThat(not(resideInAPackage(BASE + ".."))
                                        .or(resideInAnyPackage(inside(row.getValue(), row.getKey()))))
                                .check(CLASSES)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> whatIsFreeOfFrameworksStaysSo() {
        return THIRD_PARTIES.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> classes()
                                .that()
                                .resideInAPackage(BASE + "." + row.getKey() + "..")
                                .should()
                                .onlyDependOnClassesThat(resideInAnyPackage(
                                        with(row.getValue(), BASE + "..", "java..", "org.jspecify.annotations", "")
                                                .toArray(String[]::new)))
                                .check(CLASSES)))
                .toList();
    }

    @Test
    void theTableKnowsEveryPackage() {
        // When
        Set<String> unknown = packages().stream()
                .map(each -> each.substring(BASE.length() + 1))
                .filter(each -> !each.equals("app") && !each.startsWith("app."))
                .filter(each -> OURS.keySet().stream().noneMatch(row -> (each + ".").startsWith(row + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(unknown).isEmpty();
    }

    @Test
    void nobodyImportsTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".app..")
                .check(CLASSES);
    }

    @Test
    void transportAndBackboneNeverImportEachOther() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".backbone..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(BASE + ".backbone..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".transport..")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysThatNullIsMarked() {
        assertThat(packages())
                .isNotEmpty()
                .allMatch(name -> CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class));
    }

    /** The packages that have classes of ours. */
    private static Set<String> packages() {
        return CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }
}
