package io.tidings.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tidings.auth.Verdict.Accepted;
import io.tidings.auth.Verdict.Refused;
import io.tidings.core.port.Authenticator;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/**
 * Verifies tokens off the event loops, called from any thread. A token that many send at once is verified once; a good one is
 * remembered until it expires, at most ten minutes, so that a withdrawn key counts. A bad one is not remembered: what anyone can
 * make up must not displace good ones, and it may be good later ({@code nbf}, a new key).
 */
public final class TokenVerifier implements Authenticator {
    /** The longest token, in characters. */
    static final int LONGEST_TOKEN = 16_384;

    private static final Duration LONGEST_REMEMBERED = Duration.ofMinutes(10);
    private static final Logger LOG = Logger.getLogger(TokenVerifier.class);

    private final TokenReader reader;
    private final InstantSource clock;
    private final Executor executor;
    private final AsyncCache<TokenHash, Verdict> verdicts;

    /**
     * @param executor runs the verifications, which may block while keys are fetched; what it rejects is {@code OVERLOADED}
     * @param remembered the most tokens that are remembered
     */
    public TokenVerifier(Keys keys, TokenRules rules, InstantSource clock, Executor executor, int remembered) {
        this.reader = new TokenReader(keys, rules, clock);
        this.clock = clock;
        this.executor = executor;
        this.verdicts = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfter(Expiry.creating(this::remember))
                .executor(Runnable::run)
                .buildAsync();
    }

    @Override
    public void authenticate(String token, Lane lane, Reply<Identity> reply) {
        var unused = verify(token).thenAccept(verdict -> lane.execute(() -> verdict.tell(reply)));
    }

    /** Never fails, and is done at once when the token is remembered; otherwise it is completed by the executor's thread. */
    public CompletableFuture<Verdict> verify(String token) {
        if (token.length() > LONGEST_TOKEN)
            return refused(
                    Failure.BAD_TOKEN,
                    "the token has " + token.length() + " characters; at most " + LONGEST_TOKEN + " are allowed");
        try {
            return verdicts.get(
                            TokenHash.of(token),
                            (hash, loader) -> CompletableFuture.supplyAsync(() -> read(token), executor))
                    .thenApply(this::unlessExpired);
        } catch (RejectedExecutionException e) {
            return refused(Failure.OVERLOADED, "too many tokens wait to be verified; come back with the same token");
        }
    }

    private Verdict read(String token) {
        try {
            return new Accepted(reader.read(token));
        } catch (Refusal refusal) {
            return new Refused(refusal);
        } catch (RuntimeException e) {
            // its message and trace may have the token in them
            LOG.errorf(
                    "a token could not be read: exception=%s at=%s",
                    e.getClass().getName(), e.getStackTrace()[0]);
            return new Refused(new Refusal(Failure.BAD_TOKEN, "the token is not valid: it cannot be read"));
        }
    }

    private Duration remember(TokenHash hash, Verdict verdict) {
        if (!(verdict instanceof Accepted accepted)) return Duration.ZERO;
        Duration valid = Duration.ofMillis(accepted.identity().expiresAt()).minusMillis(clock.millis());
        if (valid.isNegative()) return Duration.ZERO;
        return valid.compareTo(LONGEST_REMEMBERED) < 0 ? valid : LONGEST_REMEMBERED;
    }

    private Verdict unlessExpired(Verdict verdict) {
        boolean expired =
                verdict instanceof Accepted accepted && accepted.identity().expiresAt() <= clock.millis();
        return expired
                ? new Refused(ClaimRules.expired(((Accepted) verdict).identity().expiresAt()))
                : verdict;
    }

    private static CompletableFuture<Verdict> refused(Failure failure, String detail) {
        return CompletableFuture.completedFuture(new Refused(new Refusal(failure, detail)));
    }
}
