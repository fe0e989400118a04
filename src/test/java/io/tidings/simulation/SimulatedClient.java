package io.tidings.simulation;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.Position;
import io.tidings.model.Since;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that comes and goes between pods and transports, and always comes back with what it has. */
final class SimulatedClient {
    final List<Channel> channels;
    final Checker checker;
    private final World world;
    private @Nullable Connection connection;

    SimulatedClient(World world, List<Channel> channels) {
        this.world = world;
        this.channels = channels;
        this.checker = new Checker(world, channels);
    }

    boolean isConnected() {
        return connection != null;
    }

    List<SubscriptionRequest> requests() {
        return channels.stream().map(this::request).toList();
    }

    SubscriptionRequest request(Channel channel) {
        Position position = checker.position(channel);
        return new SubscriptionRequest(channel, position == null ? first() : new Since.At(position));
    }

    private Since first() {
        return switch (world.random.nextInt(3)) {
            case 0 -> Since.LATEST;
            case 1 -> Since.EARLIEST;
            default -> new Since.Last(1 + world.random.nextInt(30));
        };
    }

    /** Connects to a pod by a transport that is drawn. */
    void connect() {
        Sessions home = world.somePod().someSessions();
        Connection opened = switch (world.random.nextInt(5)) {
            case 0, 1 -> new CommandConnection(world, this, home);
            case 2, 3 -> new StreamConnection(world, this, home);
            default -> new PollConnection(world, this, home);
        };
        connection = opened;
        opened.open();
    }

    /** Reads some frames, in the way of a client that has other things to do. */
    void read(int frames) {
        if (connection != null) connection.read(frames);
    }

    /** Says something that a client may say, when its transport has words for it. */
    void speak() {
        if (connection instanceof CommandConnection commands) commands.speak();
    }

    /** The connection breaks, without a word. */
    void cut() {
        if (connection != null) connection.cut();
    }

    void onEnded(Connection ended) {
        if (connection == ended) connection = null;
    }
}
