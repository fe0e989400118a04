package io.tidings.image;

import static java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One class for each fault that an image can have. */
final class Fixtures {
    private Fixtures() {}

    static final class ReadsAResource {
        static @Nullable InputStream read() {
            return ReadsAResource.class.getResourceAsStream("/page/index.html");
        }
    }

    static final class LooksForAClass {
        static Class<?> find(String name) throws ClassNotFoundException {
            return Class.forName(name);
        }
    }

    static final class LooksForAMethod {
        static Object find(String name) throws ReflectiveOperationException {
            return MethodHandles.lookup()
                    .findVirtual(Object.class, name, java.lang.invoke.MethodType.methodType(int.class));
        }
    }

    static final class LooksForAFieldInALambda {
        static Supplier<AtomicIntegerFieldUpdater<LooksForAFieldInALambda>> find(String name) {
            return () -> newUpdater(LooksForAFieldInALambda.class, name);
        }
    }

    static final class Handler extends ChannelInboundHandlerAdapter {}

    static final class KeepsARandom {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    static final class KeepsATime {
        static final long STARTED = System.nanoTime();
    }

    static final class KeepsARandomOfAnother {
        static final Draws DRAWS = Draws.fresh();
    }

    static final class Draws {
        private final Supplier<SecureRandom> source = SecureRandom::new;

        static Draws fresh() {
            return new Draws();
        }

        SecureRandom source() {
            return source.get();
        }
    }

    static final class KeepsABuffer {
        static final io.netty.buffer.ByteBuf NOTHING = io.netty.buffer.Unpooled.directBuffer();
    }

    static final class KeepsConstants {
        static final String TEXT = String.join(".", "a", "b");

        long now() {
            return System.nanoTime();
        }
    }
}
