package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script that Redis runs atomically.
 *
 * @param sha what Redis calls it, once it was loaded
 */
record Script(String text, String sha) {
    /** Reads {@code redis/<name>.lua} from the class path. */
    static Script read(String name) {
        String path = "/redis/" + name + ".lua";
        try (InputStream resource = Script.class.getResourceAsStream(path)) {
            if (resource == null) throw new IllegalStateException("no resource " + path);
            byte[] text = resource.readAllBytes();
            String sha =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
            return new Script(new String(text, StandardCharsets.UTF_8), sha);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Request load() {
        return Request.cmd(Command.SCRIPT).arg("LOAD").arg(text);
    }

    /** A call with its keys; arguments follow. */
    Request call(String... keys) {
        Request request = Request.cmd(Command.EVALSHA).arg(sha).arg(keys.length);
        for (String key : keys) request.arg(key);
        return request;
    }
}
