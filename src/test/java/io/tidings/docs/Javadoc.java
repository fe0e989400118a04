package io.tidings.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what is said about a method without parameters from its source. */
final class Javadoc {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String COMMENT = "/\\*\\*((?:(?!\\*/).)*)\\*/(?:\\s*@\\w+\\([^)]*\\))*";

    private Javadoc() {}

    /** The text as Markdown on one line; fails when the method has none. */
    static String of(Class<?> type, String method) {
        return markdown(find(type, method).group(1));
    }

    /** Where the method stands in its source, so that pages keep the order of the source. */
    static int indexOf(Class<?> type, String method) {
        return find(type, method).start();
    }

    private static Matcher find(Class<?> type, String method) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) outermost = outermost.getEnclosingClass();
        String source = read(SOURCES.resolve(outermost.getName().replace('.', '/') + ".java"));
        String body = source.substring(source.indexOf("interface " + type.getSimpleName()));
        Matcher matcher = Pattern.compile(COMMENT + "\\s+[\\w<>, ]+\\s" + method + "\\(\\);", Pattern.DOTALL)
                .matcher(body);
        if (!matcher.find()) throw new AssertionError(type.getName() + "." + method + " has no Javadoc");
        return matcher;
    }

    private static String markdown(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
