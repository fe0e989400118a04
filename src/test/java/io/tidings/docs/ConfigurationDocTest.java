package io.tidings.docs;

import io.smallrye.config.WithDefault;
import io.tidings.config.TidingsConfig;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
    private static final String HEAD = """
            # Configuration

            Made from `io.tidings.config.TidingsConfig`: change it there.

            Set a key as an environment variable, as a system property (`-Dtidings.history.size=100`), or in
            `config/application.properties` beside the application. A duration is `250ms`, `30s`, `10m`, `1h` or `7d`; a size in
            bytes is `512`, `64K` or `1M`. Wrong values, and keys that do not exist, stop the start with a sentence that names them.

            Where HTTP listens, TLS, CORS and Redis are configured by Quarkus' own keys: `QUARKUS_HTTP_PORT`,
            `QUARKUS_MANAGEMENT_PORT`, `QUARKUS_HTTP_CORS_ORIGINS`, `QUARKUS_REDIS_HOSTS` and their neighbours.

            `<name>` is a namespace, the first segment of a channel. Environment variables say it in capitals and mean it in small
            letters; a name that has capitals needs a properties file.

            | key | environment | default | meaning |
            |---|---|---|---|
            """;

    private record Row(String key, String fallback, String meaning) {
        String markdown() {
            String environment =
                    key.replace("<name>", "_<NAME>_").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
            return "| `" + key + "` | `" + environment + "` | " + (fallback.isEmpty() ? "" : "`" + fallback + "`")
                    + " | " + meaning.replace("|", "\\|") + " |\n";
        }
    }

    @Test
    void theConfigurationPageListsExactlyTheKeysThatExist() {
        // Given
        List<Row> rows = new ArrayList<>();
        // When
        collect(TidingsConfig.class, "tidings", rows);
        // Then
        StringBuilder page = new StringBuilder(HEAD);
        rows.forEach(row -> page.append(row.markdown()));
        GeneratedPage.assertUpToDate("configuration.md", page.toString());
    }

    private static void collect(Class<?> group, String prefix, List<Row> rows) {
        for (Method method : inOrderOfSource(group)) {
            String key = prefix + "." + kebab(method.getName());
            Class<?> inner = inner(method.getGenericReturnType());
            if (Map.class.isAssignableFrom(method.getReturnType())) collect(inner, key + ".<name>", rows);
            else if (inner.isInterface() && inner.getName().startsWith("io.tidings.")) collect(inner, key, rows);
            else rows.add(new Row(key, fallback(method), Javadoc.of(group, method.getName())));
        }
    }

    /** The type itself, or the last type argument of a map. */
    private static Class<?> inner(Type type) {
        if (type instanceof Class<?> plain) return plain;
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1] instanceof Class<?> plain ? plain : Object.class;
    }

    private static String fallback(Method method) {
        WithDefault annotation = method.getAnnotation(WithDefault.class);
        return annotation == null ? "" : annotation.value();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static List<Method> inOrderOfSource(Class<?> group) {
        List<Method> methods = new ArrayList<>(List.of(group.getDeclaredMethods()));
        methods.sort(Comparator.comparingInt(method -> Javadoc.indexOf(group, method.getName())));
        return methods;
    }
}
