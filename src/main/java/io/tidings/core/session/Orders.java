package io.tidings.core.session;

import io.tidings.core.fanout.Fanout;
import io.tidings.core.fanout.Receiver;
import io.tidings.core.fanout.Subscription;
import io.tidings.core.feed.Join;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Format;
import io.tidings.core.port.Frame;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.publish.Publisher;
import io.tidings.model.Channel;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Entry;
import io.tidings.model.Gap;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.model.Since;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What operators order all pods to do. An order takes the road of every message, on a channel that no grant covers, so that a
 * pod whose link was cut hears it afterwards. Gives orders on any lane; hears them on the first.
 */
public final class Orders implements Receiver {
    private static final Channel CHANNEL = new Channel(Channel.RESERVED + ".disconnect");
    private static final String DATA = "\"data\":\"";
    private static final Backbone.Bounds PAGE = new Backbone.Bounds(256, 64 << 10);

    private final Publisher publisher;
    private final List<Sessions> sessions;

    /** @param sessions of every lane */
    public Orders(Publisher publisher, List<Sessions> sessions) {
        this.publisher = publisher;
        this.sessions = List.copyOf(sessions);
    }

    /** Listens from now on. */
    public void start() {
        Fanout fanout = sessions.get(0).fanout();
        fanout.lane().execute(() -> fanout.join(CHANNEL, Since.LATEST, Join.Kind.AGAIN, Format.JSON, PAGE, this));
    }

    /** Orders every pod to end the sessions of a subject. Succeeds when the order is in the log; fails as publishing does. */
    public void disconnect(String subject, Lane lane, Reply<Position> reply) {
        byte[] data = ("\"" + ChannelPattern.escaped(subject) + "\"").getBytes(StandardCharsets.US_ASCII);
        publisher.announce(new Publication(CHANNEL, new Payload.Json(data), null, Map.of(), null), lane, reply);
    }

    @Override
    public void onEntry(Subscription subscription, Entry entry, Frame frame) {
        String order = new String(entry.message().json(), StandardCharsets.US_ASCII);
        int from = order.lastIndexOf(DATA) + DATA.length();
        String subject = order.substring(from, order.lastIndexOf('"'));
        for (Sessions each : sessions) each.lane().execute(() -> each.disconnect(subject));
    }

    @Override
    public void onPositioned(Subscription subscription) {}

    @Override
    public void onGap(Subscription subscription, Gap gap) {}

    @Override
    public void onLive(Subscription subscription) {}

    @Override
    public void onRefused(Subscription subscription, Refusal refusal) {}

    @Override
    public boolean isHungry(Subscription subscription) {
        return true;
    }

    @Override
    public void onFlush() {}
}
