package io.tidings.backbone.memory;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.BackboneContract;
import io.tidings.core.port.Lanes;
import io.tidings.model.Channel;
import java.time.Duration;
import java.util.List;

class MemoryBackboneContractTest extends BackboneContract {
    private final MemoryBackbone backbone = new MemoryBackbone();

    @Override
    protected Backbone start(Lanes lanes, List<Backbone.Events> events) {
        backbone.start(lanes, events);
        return backbone;
    }

    @Override
    public void letTimePass(Duration duration) {
        threads.setForward(duration);
    }

    @Override
    public void deleteLast(Channel channel) {
        Shard shard = backbone.shard(channel);
        shard.lane().execute(() -> FaultyStore.deleteLast(shard.log(channel)));
    }
}
