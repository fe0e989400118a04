package io.tidings.backbone.memory;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import io.tidings.core.port.LogPage;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Entry;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The link of one pod to a {@link FaultyStore}: keeps every promise of a backbone until a test breaks it on purpose.
 * Requests and answers travel between the pod's lanes and the store's home lane, in order. All that concerns the link is
 * confined to the home lane; with stepped lanes a test may cause faults between two steps.
 */
public final class FaultyBackbone implements Backbone {
    /** How long an answer may be held. */
    public static final long DEADLINE_MILLIS = 5000;

    private final FaultyStore store;
    private final Lane home;
    private final Backbone logs;
    private final MessageFaults faults = new MessageFaults();
    private final HeldReplies replies;
    private final Map<Channel, Long> watching = new LinkedHashMap<>();
    private final Map<RequestFault, Integer> requestFaults = new EnumMap<>(RequestFault.class);
    private @Nullable Lanes lanes;
    private List<Events> events = List.of();
    private boolean down;
    private volatile boolean stopped;

    FaultyBackbone(FaultyStore store, Lane home, Backbone logs) {
        this.store = store;
        this.home = home;
        this.logs = logs;
        replies = new HeldReplies(home, DEADLINE_MILLIS);
    }

    @Override
    public void start(Lanes lanes, List<Events> events) {
        this.lanes = lanes;
        this.events = List.copyOf(events);
        home.execute(() -> store.add(this));
    }

    @Override
    public void watch(Channel channel, long generation) {
        atHome(() -> {
            if (down) tell(channel, each -> each.watchFailed(channel, generation));
            else store.watch(this, channel, generation);
        });
    }

    @Override
    public void unwatch(Channel channel, long generation) {
        atHome(() -> {
            boolean ended = watching.remove(channel, generation) || store.withdraw(this, channel, generation);
            if (!ended) return;
            store.release(channel);
            tell(channel, each -> each.unwatched(channel, generation));
        });
    }

    @Override
    public void position(Channel channel, Lane lane, Reply<Position> reply) {
        atHome(() -> {
            if (down || take(RequestFault.POSITION_FAILS)) answer(lane, () -> reply.fail(away()));
            else logs.position(channel, home, through(lane, reply, away()));
        });
    }

    @Override
    public void read(Channel channel, long fromOffset, Bounds bounds, Lane lane, Reply<LogPage> reply) {
        atHome(() -> {
            if (down || take(RequestFault.READ_FAILS)) answer(lane, () -> reply.fail(away()));
            else logs.read(channel, fromOffset, bounds, home, through(lane, reply, away()));
        });
    }

    @Override
    public void append(Append append, Lane lane, Reply<Position> reply) {
        Runnable forgotten = () -> answer(lane, () -> reply.fail(unknown()));
        atHome(() -> {
            if (down || take(RequestFault.APPEND_REFUSED)) answer(lane, () -> reply.fail(away()));
            else if (take(RequestFault.APPEND_LOST)) forgotten.run();
            else if (take(RequestFault.APPEND_FORGOTTEN))
                logs.append(append, home, Reply.of(id -> forgotten.run(), refusal -> forgotten.run()));
            else logs.append(append, home, through(lane, reply, unknown()));
        });
    }

    @Override
    public void stop() {
        stopped = true;
        home.execute(() -> {
            List<Channel> channels = List.copyOf(watching.keySet());
            watching.clear();
            store.remove(this);
            channels.forEach(store::release);
        });
    }

    /** The next messages of this channel never come. */
    public void loseNext(Channel channel, int count) {
        faults.lose(channel, count);
    }

    /** The next messages of this channel come late; younger ones may overtake them. */
    public void delayNext(Channel channel, int count, long millis) {
        faults.delay(channel, count, millis);
    }

    /** The next messages of this channel come once more after these milliseconds. */
    public void duplicateNext(Channel channel, int count, long millis) {
        faults.duplicate(channel, count, millis);
    }

    /** The next requests of this kind meet this fault. */
    public void failNext(RequestFault fault, int count) {
        requestFaults.put(fault, count);
    }

    /** Ends all faults but those under way: messages and requests are whole again, answers are let go. */
    public void heal() {
        faults.clear();
        requestFaults.clear();
        replies.release();
        mend();
    }

    /** Holds all answers; each fails when it is held for {@link #DEADLINE_MILLIS}. */
    public void holdReplies() {
        replies.hold();
    }

    /** Lets the held answers go, in their order. */
    public void releaseReplies() {
        replies.release();
    }

    /** The slot of one channel moves: its watch is lost. */
    public void cut(Channel channel) {
        Long generation = watching.remove(channel);
        if (generation == null) return;
        tell(channel, each -> each.lost(channel, generation));
        store.release(channel);
    }

    /** The stream breaks and is there again at once: all watches are lost, questions are answered as before. */
    public void cutSubscriptions() {
        loseWatches();
        tellLinkUp();
    }

    /** The store is out of reach until {@link #mend}: watches are lost, held answers too, every request fails. */
    public void cut() {
        down = true;
        loseWatches();
        replies.lose();
    }

    /** The store can be reached again. */
    public void mend() {
        if (!down) return;
        down = false;
        tellLinkUp();
    }

    public boolean isDown() {
        return down;
    }

    boolean watches(Channel channel) {
        return watching.containsKey(channel);
    }

    void confirm(Channel channel, long generation) {
        watching.put(channel, generation);
        tell(channel, each -> each.watched(channel, generation));
    }

    void deliver(Channel channel, Entry entry) {
        if (faults.takeLoss(channel)) return;
        Consumer<Events> message = each -> each.messages(channel, List.of(entry));
        faults.takeDelay(channel)
                .ifPresentOrElse(millis -> tellLater(channel, millis, message), () -> tell(channel, message));
        faults.takeDuplicate(channel).ifPresent(millis -> tellLater(channel, millis, message));
    }

    /** Tells the lane that owns a channel. */
    void tell(Channel channel, Consumer<Events> event) {
        Events listener = events.get(pod().ownerIndex(channel));
        answer(pod().owner(channel), () -> event.accept(listener));
    }

    private boolean take(RequestFault fault) {
        int left = requestFaults.getOrDefault(fault, 0);
        if (left > 0) requestFaults.put(fault, left - 1);
        return left > 0;
    }

    private void tellLater(Channel channel, long millis, Consumer<Events> event) {
        Lane owner = pod().owner(channel);
        Events listener = events.get(pod().ownerIndex(channel));
        owner.execute(() -> owner.schedule(millis, () -> {
            if (!stopped) event.accept(listener);
        }));
    }

    private void tellLinkUp() {
        for (int i = 0; i < events.size(); i++) answer(pod().all().get(i), events.get(i)::linkUp);
    }

    private void loseWatches() {
        store.failAsked(this);
        for (Channel channel : new ArrayList<>(watching.keySet())) cut(channel);
    }

    private void atHome(Runnable request) {
        home.execute(() -> {
            if (!stopped) request.run();
        });
    }

    private void answer(Lane lane, Runnable answer) {
        lane.execute(() -> {
            if (!stopped) answer.run();
        });
    }

    /** A reply on the home lane that goes on to the asker's lane. */
    private <T> Reply<T> through(Lane lane, Reply<T> reply, Refusal late) {
        Runnable failure = () -> answer(lane, () -> reply.fail(late));
        return Reply.of(
                value -> replies.send(() -> answer(lane, () -> reply.succeed(value)), failure),
                refusal -> replies.send(() -> answer(lane, () -> reply.fail(refusal)), failure));
    }

    private Lanes pod() {
        return Objects.requireNonNull(lanes, "the backbone has not been started");
    }

    private static Refusal away() {
        return new Refusal(Failure.BACKBONE_AWAY);
    }

    private static Refusal unknown() {
        return new Refusal(Failure.PUBLISH_UNKNOWN);
    }
}
