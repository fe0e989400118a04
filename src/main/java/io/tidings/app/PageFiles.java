package io.tidings.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page, from the class path. Safe from any thread. */
final class PageFiles {
    private static final Pattern NAME = Pattern.compile("([a-z-]+/)?[a-z-]+\\.(html|css|js|svg|ndjson)");
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "ndjson", "application/x-ndjson");

    private final boolean kept;
    private final Map<String, PageFile> known = new ConcurrentHashMap<>();

    /** @param kept whether files that were read once are never read again */
    PageFiles(boolean kept) {
        this.kept = kept;
    }

    /** @param tag a strong ETag, quoted */
    record PageFile(byte[] bytes, String mediaType, String tag) {}

    /** The file of this name below {@code page/}; null when there is none. */
    @Nullable
    PageFile file(String name) {
        PageFile file = known.get(name);
        if (file != null || !NAME.matcher(name).matches()) return file;
        file = read(name);
        if (file != null && kept) known.put(name, file);
        return file;
    }

    private static @Nullable PageFile read(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream("page/" + name)) {
            if (in == null) return null;
            byte[] bytes = in.readAllBytes();
            String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            return new PageFile(bytes, String.valueOf(mediaType), tag(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, 8)) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
