package io.tidings.image;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a class calls while it is initialised, through our own code however deep. Quarkus lets the builder initialise our classes, so
 * all that is made then is made once, for every pod that will ever start from the image.
 */
final class Initializers {
    /** What differs from start to start, or is not to be had while an image is built: owners, owners' packages, or methods. */
    private static final List<String> OF_ONE_RUN = List.of(
            "java.security.SecureRandom",
            "java.security.KeyPairGenerator",
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.UUID.randomUUID",
            "java.util.Timer",
            "java.lang.Thread",
            "java.lang.Runtime",
            "java.lang.ProcessHandle",
            "java.lang.management",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.CompletableFuture",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Long.getLong",
            "java.lang.Integer.getInteger",
            "java.lang.Boolean.getBoolean",
            "java.time.Clock",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.ZoneId.systemDefault",
            "java.net",
            "java.nio.channels",
            "java.nio.ByteBuffer.allocateDirect",
            "java.nio.file.Files",
            "java.io.FileInputStream",
            "io.netty",
            "io.vertx");

    private final Predicate<JavaClass> ours;

    Initializers(Predicate<JavaClass> ours) {
        this.ours = ours;
    }

    /** What belongs to one run, and is reached when the class is initialised. */
    Set<String> ofOneRun(JavaClass type) {
        Set<String> found = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>();
        type.getStaticInitializer().ifPresent(open::add);
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (!seen.add(unit)) continue;
            called(unit).forEach(target -> {
                if (isOfOneRun(target)) found.add(target.getOwner().getFullName() + "." + target.getName());
                if (ours.test(target.getOwner()))
                    target.resolveMember()
                            .filter(JavaCodeUnit.class::isInstance)
                            .ifPresent(open::add);
            });
        }
        return found;
    }

    private static Stream<CodeUnitAccessTarget> called(JavaCodeUnit unit) {
        return unit.getOwner().getCodeUnitAccessesFromSelf().stream()
                .filter(access -> access.getOrigin().equals(unit))
                .map(JavaCodeUnitAccess::getTarget);
    }

    private static boolean isOfOneRun(CodeUnitAccessTarget target) {
        if (target.getOwner().isEnum()) return false;
        String called = target.getOwner().getFullName() + "." + target.getName() + ".";
        return OF_ONE_RUN.stream().anyMatch(each -> called.startsWith(each + "."));
    }
}
