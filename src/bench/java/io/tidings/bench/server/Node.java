package io.tidings.bench.server;

import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A peer on Node.js: {@code ws}, or Socket.IO on it. */
final class Node extends HttpPeer {
    private final Kind kind;
    private final String base;
    private final Path folder;

    /** Which library serves. */
    enum Kind {
        WS("ws", "ws", "/?id="),
        SOCKET_IO("socketio", "socket.io", "/socket.io/?EIO=4&transport=websocket&id=");

        private final String script;
        private final String library;
        private final String path;

        Kind(String script, String library, String path) {
            this.script = script;
            this.library = library;
            this.path = path;
        }
    }

    private Node(Kind kind, ServerProcess process, String base, Path folder) {
        super(process);
        this.kind = kind;
        this.base = base;
        this.folder = folder;
    }

    static Node start(Place place, Kind kind) {
        Path folder = installed(place);
        int port = ServerProcess.freePort();
        ServerProcess process = ServerProcess.start(
                place,
                kind.script,
                Map.of("NODE_ENV", "production"),
                List.of("node", folder.resolve(kind.script + ".mjs").toString(), Integer.toString(port)));
        process.awaitPort(port);
        return new Node(kind, process, "http://127.0.0.1:" + port, folder);
    }

    /** The libraries, from the registry that npm is configured with; once for all runs. */
    private static synchronized Path installed(Place place) {
        try {
            Path folder =
                    Files.createDirectories(place.folder().resolve("node")).toAbsolutePath();
            try (Stream<Path> files = Files.list(Path.of("src/bench/node"))) {
                for (Path each : files.toList())
                    Files.copy(each, folder.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(folder.resolve("node_modules/socket.io")))
                Commands.run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return kind.script;
    }

    @Override
    public String version() {
        String about = Commands.run(
                folder,
                "node",
                "-p",
                "require('./node_modules/" + kind.library + "/package.json').version + ', Node ' + process.version");
        return kind.library + " " + about;
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.WEBSOCKET);
    }

    @Override
    public Opening opening(Transport transport, String channel, int replay) {
        URI uri = URI.create(base + kind.path + channel);
        return kind == Kind.WS ? Opening.of(transport, uri) : new Opening(transport, uri, Map.of(), "40", "40{\"sid\"");
    }

    @Override
    URI publishUri(String channel) {
        return URI.create(base + "/pub?id=" + channel);
    }
}
