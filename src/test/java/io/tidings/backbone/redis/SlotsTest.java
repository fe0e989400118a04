package io.tidings.backbone.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Channel;
import io.tidings.redis.RedisServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
    @Test
    void aChannelIsWhereRedisSaysItIs() {
        try (RedisServer redis = RedisServer.start("--cluster-enabled", "yes")) {
            for (String name : List.of("a", "orders.42", "user.alice~21", "x".repeat(200), "news:_-~.1"))
                assertThat((long) Slots.of(new Channel(name)))
                        .isEqualTo(redis.call("CLUSTER", "KEYSLOT", "test:{" + name + "}:log"));
        }
    }
}
