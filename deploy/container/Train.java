import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes {@code tidings.aot} beside an application, from a run with a little traffic on every transport: {@code java Train.java
 * FOLDER}. To be run by the JVM that will read the file.
 */
final class Train {
    private static final String SECRET = "only-for-the-training-run-0123456789";
    private static final int PORT = 18080;
    private static final int MANAGEMENT = 19000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token = token();

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path cache = home.resolve("tidings.aot");
        Files.deleteIfExists(cache);
        ProcessBuilder application = new ProcessBuilder(home.resolve("run").toString()).inheritIO();
        application.environment().put("JAVA_OPTIONS", "-XX:AOTCacheOutput=" + cache);
        application.environment().put("TIDINGS_AUTH_SECRET", SECRET);
        application.environment().put("TIDINGS_DRAIN_SETTLE", "0s");
        application.environment().put("QUARKUS_HTTP_PORT", String.valueOf(PORT));
        application.environment().put("QUARKUS_MANAGEMENT_PORT", String.valueOf(MANAGEMENT));
        Process process = application.start();
        try {
            Train train = new Train();
            train.awaitReady(process);
            train.traffic();
        } finally {
            process.destroy();
        }
        if (!process.waitFor(120, TimeUnit.SECONDS)) throw new IllegalStateException("the application does not end");
        if (!Files.exists(cache)) throw new IllegalStateException("no " + cache + " was written");
        System.out.println(cache + ": " + Files.size(cache) / 1_000_000 + " MB");
    }

    private void awaitReady(Process process) throws Exception {
        while (true) {
            if (!process.isAlive()) throw new IllegalStateException("the application has ended");
            try {
                if (get(MANAGEMENT, "/q/health/ready").statusCode() == 200) return;
            } catch (IOException nobodyListens) {
                // not yet
            }
            Thread.sleep(100);
        }
    }

    private void traffic() throws Exception {
        URI socketUri = URI.create("ws://localhost:" + PORT + "/v1/ws");
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("tidings.v1.json")
                .buildAsync(socketUri, new WebSocket.Listener() {})
                .join();
        socket.sendText(
                        "{\"type\":\"connect\",\"token\":\"" + token + "\",\"subscriptions\":[{\"channel\":\"train\"}]}",
                        true)
                .join();
        HttpRequest stream = request(PORT, "/v1/stream?channel=train").build();
        http.sendAsync(stream, BodyHandlers.ofLines());
        for (int i = 0; i < 200; i++) {
            HttpRequest publish = request(PORT, "/v1/channels/train/messages")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"n\":" + i + "}"))
                    .build();
            expect(201, http.send(publish, BodyHandlers.ofString()));
            expect(200, get(PORT, "/v1/poll?channel=train&wait=0&since=last:10"));
        }
        expect(200, get(PORT, "/v1/channels/train/messages"));
        expect(200, get(MANAGEMENT, "/q/metrics"));
        expect(200, get(MANAGEMENT, "/q/health/live"));
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(request(port, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) throw new IllegalStateException(answer + ": " + answer.body());
    }

    private static String token() {
        String claims = "{\"sub\":\"train\",\"exp\":" + (System.currentTimeMillis() / 1_000 + 600)
                + ",\"tidings\":{\"subscribe\":[\"**\"],\"publish\":[\"**\"]}}";
        String signed = base64("{\"alg\":\"HS256\"}".getBytes()) + "." + base64(claims.getBytes());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes()));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
