package io.tidings.image;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.netty.channel.ChannelHandler;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What some classes need of a native image, against what is registered for it. Each fault is a sentence that says what to do. */
final class ImageNeeds {
    private static final Pattern RESOURCES = Pattern.compile(
            "java\\.lang\\.(Class|ClassLoader|Module)\\.(getResource|getSystemResource|resources)\\w*|java\\.util\\.ResourceBundle\\.\\w+");

    /** By name or by shape, so that the builder may not see which class, method or field is meant. */
    private static final Pattern REFLECTION =
            Pattern.compile("java\\.lang\\.Class\\.(forName|newInstance|getPermittedSubclasses"
                    + "|get(Declared)?(Classes|Constructors?|Fields?|Methods?)|getRecordComponents)"
                    + "|java\\.lang\\.ClassLoader\\.(loadClass|defineClass)"
                    + "|java\\.lang\\.reflect\\.(Proxy\\.\\w+|Array\\.newInstance|AccessibleObject\\.\\w+|Method\\.invoke|Constructor\\.newInstance|Field\\.[gs]et\\w*)"
                    + "|java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect|define|accessClass)\\w*"
                    + "|java\\.util\\.concurrent\\.atomic\\.Atomic\\w+FieldUpdater\\.newUpdater"
                    + "|java\\.util\\.ServiceLoader\\.\\w+|java\\.lang\\.(System|Runtime)\\.load(Library)?"
                    + "|java\\.io\\.Object(Input|Output)Stream\\.\\w+|sun\\.misc\\.Unsafe\\.\\w+"
                    // chooses one of its many classes by name
                    + "|com\\.github\\.benmanes\\.caffeine\\.cache\\.Caffeine\\.build\\w*");

    private final JavaClasses classes;
    private final Registered registered;
    private final Initializers initializers;

    ImageNeeds(JavaClasses classes, Registered registered) {
        this.classes = classes;
        this.registered = registered;
        this.initializers = new Initializers(type -> classes.contain(type.getFullName()));
    }

    /** Classes that ask for resources of which the image would have none. */
    List<String> resources() {
        return unregistered(RESOURCES, registered::hasResourcesFor, "the glob of what it reads", "resources");
    }

    /** Classes that look for classes, methods or fields which the image would not have. */
    List<String> reflection() {
        return unregistered(REFLECTION, registered::hasReflectionFor, "the type that it looks for", "reflection");
    }

    private List<String> unregistered(Pattern calls, Predicate<String> known, String what, String section) {
        return accesses(calls)
                .filter(use -> !known.test(use.type))
                .map(use -> use.type + " calls " + use.called + ": add " + what + ", with typeReached " + use.type
                        + ", to \"" + section + "\" in " + Registered.METADATA)
                .toList();
    }

    /** Netty asks each handler's class which events it leaves to the next, and gives it all of them where it gets no answer. */
    List<String> handlers() {
        return classes.stream()
                .filter(type -> type.isAssignableTo(ChannelHandler.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getFullName)
                .filter(type -> !registered.hasType(type))
                .map(type -> type
                        + " is a handler of Netty, which looks at its methods: add it as a \"type\" to \"reflection\" in "
                        + Registered.METADATA)
                .toList();
    }

    /** Classes that would freeze in the image what belongs to one run. */
    List<String> initializers() {
        return classes.stream()
                .filter(type -> !registered.atRunTime().contains(type.getFullName()))
                .flatMap(type -> initializers.ofOneRun(type).stream()
                        .map(called -> type.getFullName() + " calls " + called
                                + " while it is initialised, so that the image would keep what it got: move that to an instance, or add "
                                + Registered.AT_RUN_TIME + type.getFullName() + " to " + Registered.BUILD_ARGUMENTS
                                + " in "
                                + Registered.PROPERTIES))
                .toList();
    }

    /** Lines of the metadata whose class is not there, or reaches for nothing. */
    List<String> leftOver() {
        Set<String> reaching = new TreeSet<>();
        Stream.of(RESOURCES, REFLECTION).flatMap(this::accesses).map(Use::type).forEach(reaching::add);
        return Stream.concat(registered.resources().stream(), registered.reflection().stream())
                .filter(entry ->
                        !reaching.contains(entry.reacher()) && !entry.reacher().equals(entry.what()))
                .map(entry -> entry.reacher() + " does not reach for " + entry.what() + ": remove it from "
                        + Registered.METADATA)
                .toList();
    }

    private record Use(String type, String called) {}

    private Stream<Use> accesses(Pattern pattern) {
        return classes.stream()
                .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .map(access -> new Use(
                        access.getOriginOwner().getFullName(),
                        access.getTargetOwner().getFullName() + "."
                                + access.getTarget().getName()))
                .filter(use -> pattern.matcher(use.called).matches())
                .distinct();
    }
}
