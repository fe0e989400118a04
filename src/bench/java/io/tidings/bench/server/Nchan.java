package io.tidings.bench.server;

import io.tidings.bench.client.Opening;
import io.tidings.bench.client.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nchan, a module of nginx, with one worker. */
final class Nchan extends HttpPeer {
    /** Messages that a reader of {@code /last} begins with. */
    private static final int REPLAY = 10;

    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

    private final String base;

    private Nchan(ServerProcess process, String base) {
        super(process);
        this.base = base;
    }

    static boolean isInstalled() {
        return Files.exists(MODULE);
    }

    static Nchan start(Place place) {
        try {
            Path folder =
                    Files.createDirectories(place.folder().resolve("nchan")).toAbsolutePath();
            int port = ServerProcess.freePort();
            String configuration = Files.readString(Path.of("src/bench/nginx/nchan.conf"))
                    .replace("${module}", MODULE.toString())
                    .replace("${folder}", folder.toString())
                    .replace("${port}", Integer.toString(port))
                    .replace("${replay}", Integer.toString(REPLAY));
            Path file = Files.writeString(folder.resolve("nginx.conf"), configuration);
            ServerProcess process = ServerProcess.start(
                    place, "nchan", Map.of(), List.of("nginx", "-p", folder + "/", "-c", "" + file));
            process.awaitPort(port);
            return new Nchan(process, "http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "nchan";
    }

    @Override
    public String version() {
        String nchan =
                Commands.run(Path.of("."), "dpkg-query", "--show", "--showformat=${Version}", "libnginx-mod-nchan");
        return "Nchan " + nchan + ", "
                + Commands.run(Path.of("."), "nginx", "-v").replace("nginx version: ", "");
    }

    @Override
    public Set<Transport> transports() {
        return Set.of(Transport.values());
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public Opening opening(Transport transport, String channel, int replay) {
        return Opening.of(transport, URI.create(base + (replay > 0 ? "/last" : "/sub") + "?id=" + channel));
    }

    @Override
    URI publishUri(String channel) {
        return URI.create(base + "/pub?id=" + channel);
    }
}
