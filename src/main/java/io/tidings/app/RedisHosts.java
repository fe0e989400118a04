package io.tidings.app;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that Quarkus was configured with: hosts, credentials, TLS. The backbone makes its own connections from it, as a
 * pool is not what it needs. Filled before the application starts.
 */
@Singleton
public class RedisHosts implements RedisOptionsCustomizer {
    private volatile @Nullable RedisOptions options;

    /** @param unused asks for Quarkus' client, never for its connections: its options are finished only for who asks */
    @Inject
    RedisHosts(Instance<Redis> unused) {}

    @Override
    public void customize(String clientName, RedisOptions finished) {
        options = new RedisOptions(finished);
    }

    /** Empty when no hosts are configured. */
    Optional<RedisOptions> options() {
        return Optional.ofNullable(options);
    }
}
