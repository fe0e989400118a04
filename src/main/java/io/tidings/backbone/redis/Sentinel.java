package io.tidings.backbone.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One sentinel, and with which credentials it wants to be asked. Confined to the loop. */
final class Sentinel {
    /**
     * The master that a sentinel names.
     *
     * @param epoch of the fail-over that made it the master; a later one is higher
     */
    record Named(String host, int port, long epoch) {}

    private final String masterName;
    private final List<Inquiry> ways = new ArrayList<>();
    private int way;

    Sentinel(Vertx vertx, RedisOptions options, String address) {
        this.masterName = options.getMasterName();
        RedisOptions bare = new RedisOptions(options).setPassword(null);
        Endpoint endpoint = Endpoint.of(address).withoutDatabase();
        for (@Nullable String credentials : credentials(endpoint, options.getPassword()))
            ways.add(new Inquiry(vertx, bare, endpoint.as(credentials).address()));
    }

    /** Those of the address, then the password alone, then none: what a sentinel wants may not be what its master wants. */
    private static Set<@Nullable String> credentials(Endpoint endpoint, @Nullable String password) {
        Set<@Nullable String> credentials = new LinkedHashSet<>();
        if (endpoint.credentials() != null) credentials.add(endpoint.credentials());
        if (password != null) credentials.add(Endpoint.password(password));
        credentials.add(null);
        return credentials;
    }

    /** The address and the epoch come with two commands, as during a fail-over only the first one tells the new master. */
    Future<Named> ask() {
        Request address =
                Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(masterName);
        Request master = Request.cmd(Command.SENTINEL).arg("MASTER").arg(masterName);
        return ways.get(way).ask(address, master).map(Sentinel::named).onFailure(this::onFailure);
    }

    private static Named named(List<@Nullable Response> answers) {
        Response address = answers.get(0);
        Response master = answers.get(1);
        if (address == null || master == null) throw new IllegalStateException("it names no master");
        return new Named(
                address.get(0).toString(),
                address.get(1).toInteger(),
                master.get("config-epoch").toLong());
    }

    private void onFailure(Throwable cause) {
        RedisError error = RedisError.of(cause);
        if (error != null && error.isOfCredentials()) way = (way + 1) % ways.size();
    }

    void close() {
        ways.forEach(Inquiry::close);
    }
}
