package io.tidings.backbone.memory;

import io.tidings.core.port.Backbone;
import io.tidings.core.port.BackboneContract;
import io.tidings.core.port.Lanes;
import java.time.Duration;
import java.util.List;

class MemoryBackboneContractTest extends BackboneContract {
    @Override
    protected Backbone start(Lanes lanes, List<Backbone.Events> events) {
        Backbone backbone = new MemoryBackbone();
        backbone.start(lanes, events);
        return backbone;
    }

    @Override
    public void letTimePass(Duration duration) {
        threads.setForward(duration);
    }
}
