package io.tidings.app;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tidings.auth.CarrierRules;
import io.tidings.auth.Carriers;
import io.tidings.auth.Keys;
import io.tidings.auth.TokenRules;
import io.tidings.auth.TokenVerifier;
import io.tidings.auth.UnusableKeyException;
import io.tidings.config.AuthConfig;
import io.tidings.config.TidingsConfig;
import io.tidings.model.PrintableUrl;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Puts token verification together from the configuration. */
@Singleton
public class AuthWiring {
    /** Tokens that wait for a thread; each takes under 0.5 ms, so the last one waits a few seconds. */
    private static final int LONGEST_QUEUE = 10_000;

    private final TidingsConfig config;
    private final ExecutorService executor = executor();

    @Inject
    AuthWiring(TidingsConfig config) {
        this.config = config;
    }

    /** Made at the start, so that a key that cannot be used stops it. */
    @Produces
    @Singleton
    @Startup
    TokenVerifier verifier(Instance<DevKey> devKey) {
        AuthConfig auth = config.auth();
        TokenRules rules = new TokenRules(auth.issuer(), auth.audience());
        Optional<String> devSecret = devKey.isResolvable() ? devKey.get().secret() : Optional.empty();
        Keys keys = auth.secret().or(() -> devSecret).map(Keys::secret).orElseGet(this::publicKeys);
        return new TokenVerifier(
                keys, rules, InstantSource.system(), executor, config.limits().cachedTokens());
    }

    @Produces
    @Singleton
    Carriers carriers() {
        AuthConfig auth = config.auth();
        return new Carriers(new CarrierRules(auth.cookie(), auth.origins().orElse(List.of()), auth.queryToken()));
    }

    private Keys publicKeys() {
        String location = config.auth().key().orElseThrow();
        try {
            return Keys.at(location);
        } catch (UnusableKeyException e) {
            throw new ConfigurationException(
                    "tidings.auth.key is " + PrintableUrl.of(location) + ": " + e.getMessage());
        }
    }

    /** Few threads, as verification is computation; more than one per core, as one may wait for an issuer's keys. */
    private static ExecutorService executor() {
        int threads = Runtime.getRuntime().availableProcessors() + 2;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(LONGEST_QUEUE), task -> {
                    Thread thread = new Thread(task, "token-verification");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
