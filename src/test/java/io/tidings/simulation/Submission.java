package io.tidings.simulation;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One publication, repeated on any pod until its answer is certain, and now and then afterwards. It holds the service to promise
 * 3: what is answered is in the log, and one key is one message as long as the server remembers keys.
 */
final class Submission {
    private static final int MOST_ATTEMPTS = 6;

    private final World world;
    private final Identity publisher;
    private final Publication publication;
    /** The key memories that a message of this key went into; shared by all who use the key. */
    private final Set<Object> memories;

    private final Set<Position> appended = new HashSet<>();
    private int attempts;

    private Submission(World world, Identity publisher, Publication publication, Set<Object> memories) {
        this.world = world;
        this.publisher = publisher;
        this.publication = publication;
        this.memories = memories;
        world.submissions.add(this);
    }

    static Submission of(World world, Identity publisher, Channel channel, @Nullable String key) {
        return new Submission(
                world, publisher, publication(world, channel, key), Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Publication publication(World world, Channel channel, @Nullable String key) {
        String text = "\"#" + world.submissions.next() + "#" + "x".repeat(world.random.nextInt(200)) + "\"";
        Payload payload = new Payload.Json(text.getBytes(StandardCharsets.US_ASCII));
        return new Publication(channel, payload, null, Map.of(), key);
    }

    /** Another message with the same key, which must not get in. */
    private Submission other() {
        return new Submission(world, publisher, publication(world, publication.channel(), publication.key()), memories);
    }

    void attempt() {
        if (attempts++ > 0) world.report.repeated++;
        SimulatedPod pod = world.somePod();
        Lane lane = pod.someLane();
        lane.execute(
                () -> pod.publisher.publish(publisher, publication, lane, Reply.of(this::onAnswer, this::onRefused)));
    }

    void onAppended(Position id, Object memory) {
        appended.add(id);
        boolean again = publication.key() == null ? appended.size() > 1 : !memories.add(memory);
        if (again) throw failure("was appended once more: " + appended);
    }

    private void onAnswer(Position id) {
        if (!appended.contains(id)) throw failure("was answered by " + id + ", but appended as " + appended);
        if (publication.key() == null || world.random.nextInt(4) > 0) return;
        if (world.random.nextInt(4) == 0) other().attempt();
        else attemptLater();
    }

    private void onRefused(Refusal refusal) {
        Failure failure = refusal.failure();
        if (failure == Failure.BACKBONE_AWAY || failure == Failure.PUBLISH_UNKNOWN && publication.key() != null)
            attemptLater();
        else if (failure == Failure.KEY_REUSED ? memories.isEmpty() : failure != Failure.PUBLISH_UNKNOWN)
            throw failure("was refused: " + refusal);
    }

    private void attemptLater() {
        if (attempts == MOST_ATTEMPTS) return;
        world.lane.execute(() -> world.lane.schedule(world.random.nextInt(600), this::attempt));
    }

    private AssertionError failure(String what) {
        return new AssertionError(this + " " + what);
    }

    @Override
    public String toString() {
        return "a message of " + publisher.subject() + " to " + publication.channel() + " with key "
                + publication.key();
    }
}
