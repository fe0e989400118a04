package io.tidings.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The service with one fault in it, compiled in memory, and the simulation loaded on top of it. */
final class MutatedService extends ClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/io/tidings");

    private final Map<String, ByteArrayOutputStream> mutated = new HashMap<>();

    MutatedService(Mutation mutation) throws IOException {
        super(MutatedService.class.getClassLoader());
        compile(mutation);
    }

    private void compile(Mutation mutation) throws IOException {
        Path file = SOURCES.resolve(mutation.file());
        String source = Files.readString(file);
        int at = source.indexOf(mutation.original());
        if (at < 0 || source.indexOf(mutation.original(), at + 1) >= 0)
            throw new IllegalStateException("stands not exactly once in " + file + ": " + mutation.original());
        String wrong = source.replace(mutation.original(), mutation.mutated());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            var unit =
                    new SimpleJavaFileObject(
                            URI.create("string:///" + file.getFileName()), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return wrong;
                        }
                    };
            if (!compiler.getTask(null, kept(files), null, options, null, List.of(unit))
                    .call()) throw new IllegalStateException("does not compile: " + mutation);
        }
    }

    private JavaFileManager kept(StandardJavaFileManager files) {
        return new ForwardingJavaFileManager<>(files) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return mutated.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                    }
                };
            }
        };
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.tidings.")) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        ByteArrayOutputStream wrong = mutated.get(name);
        if (wrong != null) return defineClass(name, wrong.toByteArray(), 0, wrong.size());
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) throw new ClassNotFoundException(name);
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Runs one seed; throws what it finds. */
    void run(Engine.Kind kind, long seed, int steps) throws Throwable {
        Class<?> simulation = loadClass(Simulation.class.getName());
        Class<?> kinds = loadClass(Engine.Kind.class.getName());
        Constructor<?> constructor = simulation.getDeclaredConstructor(kinds, long.class);
        constructor.setAccessible(true);
        Method run = simulation.getDeclaredMethod("run", int.class);
        run.setAccessible(true);
        try {
            Object own = kinds.getEnumConstants()[kind.ordinal()];
            run.invoke(constructor.newInstance(own, seed), steps);
        } catch (InvocationTargetException found) {
            throw found.getCause();
        }
    }
}
