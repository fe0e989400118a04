package io.tidings.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.auth.Verdict.Accepted;
import io.tidings.auth.Verdict.Refused;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final SteppedClock clock = new SteppedClock();
    private final TokenVerifier verifier = verifier(executor::add);
    private final TestTokens tokens =
            TestTokens.hs256().expiresAt(clock.instant().plusSeconds(60));

    @Test
    void aTokenIsVerifiedByTheExecutorOnly() {
        // When
        CompletableFuture<Verdict> verdict = verifier.verify(tokens.sign());
        // Then
        assertThat(verdict).isNotDone();
        assertThat(executor).hasSize(1);
        runAll();
        assertThat(subject(verdict)).isEqualTo("alice");
    }

    @Test
    void theSameTokenManyTimesAtOnceIsVerifiedOnce() {
        // Given
        String token = tokens.sign();
        List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
        // When
        for (int i = 0; i < 100; i++) verdicts.add(verifier.verify(token));
        // Then
        assertThat(executor).hasSize(1);
        runAll();
        assertThat(verdicts).allSatisfy(verdict -> assertThat(subject(verdict)).isEqualTo("alice"));
    }

    @Test
    void aGoodTokenIsRememberedAndAnsweredAtOnce() {
        // Given
        String token = tokens.sign();
        remember(token);
        // When
        CompletableFuture<Verdict> again = verifier.verify(token);
        // Then
        assertThat(again).isDone();
        assertThat(executor).isEmpty();
    }

    @Test
    void aRememberedTokenExpiresToTheMillisecond() {
        // Given
        String token = tokens.sign();
        remember(token);
        // When, Then
        clock.now = clock.now.plusMillis(59_999);
        assertThat(verifier.verify(token).join()).isInstanceOf(Accepted.class);
        clock.now = clock.now.plusMillis(1);
        CompletableFuture<Verdict> expired = verifier.verify(token);
        runAll();
        assertRefused(expired, Failure.TOKEN_EXPIRED, "the token expired at ");
    }

    @Test
    void aBadTokenIsNotRemembered() {
        // Given
        String token =
                tokens.claim("nbf", clock.instant().getEpochSecond() + 30).sign();
        CompletableFuture<Verdict> early = verifier.verify(token);
        runAll();
        assertRefused(early, Failure.BAD_TOKEN, "not valid yet");
        // When
        clock.now = clock.now.plusSeconds(30);
        CompletableFuture<Verdict> later = verifier.verify(token);
        runAll();
        // Then
        assertThat(subject(later)).isEqualTo("alice");
    }

    @Test
    void anEndlessTokenIsRefusedUnread() {
        // When, Then
        assertRefused(verifier.verify("x".repeat(16_385)), Failure.BAD_TOKEN, "at most 16384 are allowed");
        assertThat(executor).isEmpty();
    }

    @Test
    void tooManyWaitingTokensAreOverloadAndTheNextTryIsFree() {
        // Given
        boolean[] full = {true};
        TokenVerifier busy = verifier(task -> {
            if (full[0]) throw new RejectedExecutionException();
            executor.add(task);
        });
        String token = tokens.sign();
        // When
        CompletableFuture<Verdict> rejected = busy.verify(token);
        full[0] = false;
        CompletableFuture<Verdict> next = busy.verify(token);
        runAll();
        // Then
        assertRefused(rejected, Failure.OVERLOADED, "too many tokens wait");
        assertThat(subject(next)).isEqualTo("alice");
    }

    @Test
    void theAnswerComesOnTheLane() {
        // Given
        QueueLane lane = new QueueLane();
        List<String> answers = new ArrayList<>();
        Reply<Identity> reply = Reply.of(
                identity -> answers.add(identity.subject()),
                refusal -> answers.add(refusal.failure().code()));
        verifier.authenticate(tokens.sign(), lane, reply);
        verifier.authenticate("nonsense", lane, reply);
        // When
        runAll();
        // Then
        assertThat(answers).isEmpty();
        lane.tasks.forEach(Runnable::run);
        assertThat(answers).containsExactly("alice", "bad-token");
    }

    private TokenVerifier verifier(Executor threads) {
        return new TokenVerifier(Keys.secret(TestTokens.SECRET), TokenRules.NONE, clock, threads, 1000);
    }

    private void remember(String token) {
        CompletableFuture<Verdict> verdict = verifier.verify(token);
        runAll();
        assertThat(verdict.join()).isInstanceOf(Accepted.class);
    }

    private void runAll() {
        while (!executor.isEmpty()) executor.remove().run();
    }

    private static String subject(CompletableFuture<Verdict> verdict) {
        assertThat(verdict).isDone();
        return ((Accepted) verdict.join()).identity().subject();
    }

    private static void assertRefused(CompletableFuture<Verdict> verdict, Failure failure, String detail) {
        assertThat(verdict).isDone();
        assertThat(verdict.join()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().failure()).isEqualTo(failure);
            assertThat(refused.refusal().detail()).contains(detail);
        });
    }

    private static final class SteppedClock implements InstantSource {
        private Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class QueueLane implements Lane {
        private final List<Runnable> tasks = new ArrayList<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public Timer schedule(long delayMillis, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long now() {
            return 0;
        }

        @Override
        public long time() {
            return 0;
        }
    }
}
