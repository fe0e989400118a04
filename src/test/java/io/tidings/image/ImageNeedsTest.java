package io.tidings.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tidings.image.Registered.Entry;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link NativeImageTest} would say of a class with a fault: that it can fail. */
class ImageNeedsTest {
    private static final Registered NOTHING = new Registered(List.of(), List.of(), Set.of());

    private static ImageNeeds of(Registered registered, Class<?>... types) {
        return new ImageNeeds(new ClassFileImporter().importClasses(types), registered);
    }

    private static ImageNeeds of(Class<?>... types) {
        return of(NOTHING, types);
    }

    @Test
    void aClassThatReadsAResourceIsNamedWithTheCallAndThePlaceToRegisterIt() {
        assertThat(of(Fixtures.ReadsAResource.class).resources())
                .containsExactly(
                        "io.tidings.image.Fixtures$ReadsAResource calls java.lang.Class.getResourceAsStream: add the glob of"
                                + " what it reads, with typeReached io.tidings.image.Fixtures$ReadsAResource, to \"resources\" in "
                                + Registered.METADATA);
    }

    @Test
    void aRegisteredResourceIsNoFault() {
        // Given
        Entry entry = new Entry(Fixtures.ReadsAResource.class.getName(), "page/**");
        // When
        ImageNeeds needs = of(new Registered(List.of(entry), List.of(), Set.of()), Fixtures.ReadsAResource.class);
        // Then
        assertThat(needs.resources()).isEmpty();
        assertThat(needs.leftOver()).isEmpty();
    }

    @Test
    void classesMethodsAndFieldsThatAreLookedForAreNamedInLambdasToo() {
        assertThat(of(
                                Fixtures.LooksForAClass.class,
                                Fixtures.LooksForAMethod.class,
                                Fixtures.LooksForAFieldInALambda.class)
                        .reflection())
                .hasSize(3)
                .anyMatch(fault ->
                        fault.startsWith("io.tidings.image.Fixtures$LooksForAClass calls java.lang.Class.forName"))
                .anyMatch(fault -> fault.startsWith("io.tidings.image.Fixtures$LooksForAMethod calls"
                        + " java.lang.invoke.MethodHandles$Lookup.findVirtual"))
                .anyMatch(fault -> fault.startsWith("io.tidings.image.Fixtures$LooksForAFieldInALambda calls"
                        + " java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater"));
    }

    @Test
    void aHandlerOfNettyIsNamed() {
        assertThat(of(Fixtures.Handler.class).handlers())
                .singleElement()
                .asString()
                .startsWith("io.tidings.image.Fixtures$Handler is a handler of Netty");
    }

    @Test
    void whatBelongsToOneRunIsFoundInAnInitializer() {
        assertThat(of(Fixtures.KeepsARandom.class, Fixtures.KeepsATime.class, Fixtures.KeepsABuffer.class)
                        .initializers())
                .hasSize(3)
                .anyMatch(fault -> fault.startsWith(
                        "io.tidings.image.Fixtures$KeepsARandom calls java.security.SecureRandom.<init>"))
                .anyMatch(fault ->
                        fault.startsWith("io.tidings.image.Fixtures$KeepsATime calls java.lang.System.nanoTime"))
                .anyMatch(fault -> fault.startsWith(
                        "io.tidings.image.Fixtures$KeepsABuffer calls io.netty.buffer.Unpooled.directBuffer"))
                .allMatch(
                        fault -> fault.endsWith("to quarkus.native.additional-build-args in " + Registered.PROPERTIES));
    }

    @Test
    void whatBelongsToOneRunIsFoundBehindConstructorsOfOurs() {
        assertThat(of(Fixtures.KeepsARandomOfAnother.class, Fixtures.Draws.class)
                        .initializers())
                .singleElement()
                .asString()
                .startsWith("io.tidings.image.Fixtures$KeepsARandomOfAnother calls java.security.SecureRandom.<init>");
    }

    @Test
    void constantsAndWhatIsAskedForLaterAreNoFault() {
        assertThat(of(Fixtures.KeepsConstants.class, Fixtures.Draws.class).initializers())
                .isEmpty();
    }

    @Test
    void aClassThatIsInitializedAtRunTimeMayKeepWhatItLikes() {
        // Given
        Set<String> atRunTime = Set.of(Fixtures.KeepsARandom.class.getName());
        // When
        ImageNeeds needs = of(new Registered(List.of(), List.of(), atRunTime), Fixtures.KeepsARandom.class);
        // Then
        assertThat(needs.initializers()).isEmpty();
    }

    @Test
    void theBuildersArgumentsNameTheClassesThatAreInitializedAtRunTime() {
        assertThat(Registered.initializedAtRunTime(
                        "--verbose,--initialize-at-run-time=a.B$C\\,a.D,--initialize-at-run-time=e.F"))
                .containsExactlyInAnyOrder("a.B$C", "a.D", "e.F");
    }

    @Test
    void aLineWhoseClassReachesForNothingIsLeftOver() {
        // Given
        Entry entry = new Entry(Fixtures.KeepsConstants.class.getName(), "java.lang.String");
        // When
        ImageNeeds needs = of(new Registered(List.of(), List.of(entry), Set.of()), Fixtures.KeepsConstants.class);
        // Then
        assertThat(needs.leftOver()).singleElement().asString().contains("does not reach for java.lang.String");
    }
}
