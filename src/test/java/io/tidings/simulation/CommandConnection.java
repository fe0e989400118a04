package io.tidings.simulation;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.CommandSession;
import io.tidings.core.session.Session;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Since;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A WebSocket: its client brings new tokens, and leaves single channels to come back to them. */
final class CommandConnection extends Connection {
    private @Nullable CommandSession session;
    /** Channels that are being left. */
    private final Set<Channel> leaving = new HashSet<>();

    CommandConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
    }

    @Override
    Session opened() {
        boolean known = world.random.nextInt(3) > 0;
        CommandSession opened = home.openCommands(sink, known ? world.tokens.identity() : null);
        session = opened;
        String token = known ? null : world.tokens.token();
        opened.onCommand(new ClientCommand.Connect("open", token, client.requests()));
        return opened;
    }

    private void say(ClientCommand command) {
        onLane(() -> {
            if (session != null) session.onCommand(command);
        });
    }

    void speak() {
        if (world.random.nextBoolean()) refresh();
        else leave(client.channels.get(world.random.nextInt(client.channels.size())));
    }

    /** A new token, with or without the channels that are there already. */
    private void refresh() {
        List<SubscriptionRequest> again = client.channels.stream()
                .filter(channel -> client.checker.position(channel) != null && !leaving.contains(channel))
                .map(channel -> new SubscriptionRequest(channel, Since.LATEST))
                .toList();
        List<SubscriptionRequest> requests = world.random.nextBoolean() ? List.of() : again;
        say(new ClientCommand.Connect("refresh", world.tokens.token(), requests));
    }

    private void leave(Channel channel) {
        if (client.checker.position(channel) == null || !leaving.add(channel)) return;
        say(new ClientCommand.Unsubscribe("leave", List.of(channel)));
    }

    @Override
    void onContent(SimulatedFrames.Content content) {
        super.onContent(content);
        if (content.said instanceof ServerFrame.Unsubscribed left) onUnsubscribed(left);
        if (content.said instanceof ServerFrame.Subscribed subscribed)
            subscribed.subscriptions().forEach(joined -> {
                client.checker.onJoined(joined);
                leaving.remove(joined.channel());
            });
    }

    private void onUnsubscribed(ServerFrame.Unsubscribed left) {
        if (left.why() == Failure.DONE)
            say(new ClientCommand.Subscribe("again", List.of(client.request(left.channel()))));
        else if (!isOver()) cut();
    }

    @Override
    void onPong() {
        if (session != null) session.onPong();
    }
}
