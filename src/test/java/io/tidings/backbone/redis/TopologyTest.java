package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.port.LogPage;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.redis.RedisServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels follow their owner, however owners are found. */
class TopologyTest {
    private final Channel moving = new Channel("moving");
    private final Channel staying = new Channel("staying");
    private RedisServer one;
    private RedisServer two;
    private Owners owners;
    private Pod pod;

    @BeforeEach
    void connect() {
        one = RedisServer.start();
        two = RedisServer.start();
        owners = new Owners(Map.of(moving, one.uri(), staying, one.uri()));
        pod = new Pod(one.uri(), Pod.PATIENT, owners);
        pod.awaitConnected();
    }

    @AfterEach
    void stop() {
        pod.close();
        one.close();
        two.close();
    }

    @Test
    void aChannelThatMovedIsLostAndFoundAtItsNewOwner() {
        // Given
        pod.watch(moving, 1);
        pod.watch(staying, 1);
        pod.told.clear();
        // When
        owners.move(moving, two.uri());
        pod.await("lost moving 1");
        pod.awaitConnected();
        pod.watch(moving, 2);
        pod.append(moving, "\"moved\"");
        pod.append(staying, "\"stayed\"");
        pod.await("message moving \"moved\"");
        pod.await("message staying \"stayed\"");
        // Then
        assertThat(pod.told).doesNotContain("lost staying 1");
        assertThat(two.call("EXISTS", "test:{moving}:log")).isEqualTo(1L);
        Pod.await(() -> "[test:{moving}, 0]".equals(String.valueOf(one.call("PUBSUB", "NUMSUB", "test:{moving}"))));
    }

    @Test
    void aNodeThatOwnsNothingAnyMoreIsLeft() {
        // Given
        owners.move(moving, two.uri());
        // When
        owners.move(staying, two.uri());
        // Then
        Pod.await(() -> "".equals(one.call("CLIENT", "LIST", "TYPE", "pubsub")));
        assertThat(pod.append(staying, "1")).isNotNull();
        assertThat(pod.backbone.health().ready()).isTrue();
    }

    @Test
    void aMessageWaitsUntilItsOwnerIsKnown() {
        // Given
        Channel unknown = new Channel("unknown");
        Pod.Waiting<Position> reply = pod.appending(unknown, "1");
        pod.backbone.watch(unknown, 1);
        pod.await("watchFailed unknown 1");
        // When
        owners.move(unknown, one.uri());
        // Then
        assertThat(reply.get().value()).isNotNull();
    }

    @Test
    void aNodeThatRefusesAsNoOwnerRaisesSuspicion() {
        // Given
        one.call("CONFIG", "SET", "min-replicas-to-write", "1");
        // When
        Pod.Waiting<Position> reply = pod.appending(moving, "1");
        Pod.await(() -> owners.suspicions.get() > 0);
        owners.move(moving, two.uri());
        // Then
        assertThat(reply.get().value()).isNotNull();
        assertThat(two.call("XLEN", "test:{moving}:log")).isEqualTo(1L);
    }

    @Test
    void whatAServerIsAskedThatIsReplacedMeanwhileItsSuccessorAnswers() {
        // Given
        pod.append(moving, "\"before\"");
        one.freeze();
        Pod.Waiting<LogPage> reading = pod.reading(moving, 0, 100, 10_000);
        Pod.Waiting<Position> asking = pod.asking(moving);
        pod.backbone.watch(new Channel("unknown"), 1);
        pod.await("watchFailed unknown 1");
        // When
        owners.move(moving, two.uri());
        Position after = pod.append(moving, "\"after\"");
        one.thaw();
        // Then
        assertThat(asking.get().value()).isEqualTo(after);
        assertThat(reading.get().value()).extracting(LogPage::head).isEqualTo(after);
    }

    @Test
    void aServerThatComesBackIsNotSpokenToBeforeItIsConfirmed() {
        // Given
        owners.doubt = "it was replaced";
        one.restart();
        Pod.await(() -> pod.backbone.health().detail().contains("it was replaced"));
        pod.backbone.watch(moving, 1);
        pod.await("watchFailed moving 1");
        // When
        owners.doubt = null;
        pod.awaitConnected();
        // Then
        pod.watch(moving, 2);
        assertThat(pod.append(moving, "1")).isNotNull();
    }

    /** Owners as the test says. */
    private static final class Owners implements Topology {
        private final Map<Channel, String> owners;
        private final AtomicInteger suspicions = new AtomicInteger();
        private volatile @Nullable String doubt;
        private @Nullable Runnable changed;
        private @Nullable Context loop;

        Owners(Map<Channel, String> owners) {
            this.owners = new ConcurrentHashMap<>(owners);
        }

        void move(Channel channel, String address) {
            owners.put(channel, address);
            Objects.requireNonNull(loop)
                    .runOnContext(nothing -> Objects.requireNonNull(changed).run());
        }

        @Override
        public void start(Runnable listener) {
            loop = Vertx.currentContext();
            changed = listener;
            listener.run();
        }

        @Override
        public Set<String> nodes() {
            return new HashSet<>(owners.values());
        }

        @Override
        public @Nullable String owner(Channel channel) {
            return owners.get(channel);
        }

        @Override
        public String description() {
            return "the test has not said";
        }

        @Override
        public Future<Void> confirm(String address) {
            return doubt == null ? Future.succeededFuture() : Future.failedFuture(doubt);
        }

        @Override
        public void suspect() {
            suspicions.incrementAndGet();
        }

        @Override
        public void stop() {}
    }
}
