package io.tidings.backbone.memory;

import io.tidings.core.ThreadLanes;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.BackboneContract;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.model.Channel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Without faults the faulty backbone is a backbone: several pods over one store. */
class FaultyBackboneContractTest extends BackboneContract {
    private final ThreadLanes server = new ThreadLanes(1);
    private final Lane home = server.lanes().all().get(0);
    private final FaultyStore store = new FaultyStore(home, new SecureTags());
    private @Nullable FaultyBackbone first;

    @Override
    protected Backbone start(Lanes lanes, List<Backbone.Events> events) {
        FaultyBackbone link = store.link();
        link.start(lanes, events);
        if (first == null) first = link;
        return link;
    }

    @Override
    protected boolean sharesStore() {
        return true;
    }

    @Override
    public void letTimePass(Duration duration) {
        server.setForward(duration);
    }

    @Override
    public void deleteLast(Channel channel) {
        home.execute(() -> store.deleteLast(channel));
    }

    @Override
    public boolean cutSubscriptions() {
        FaultyBackbone link = first;
        if (link == null) return false;
        home.execute(link::cutSubscriptions);
        return true;
    }

    @AfterEach
    void stopServer() {
        server.close();
    }
}
