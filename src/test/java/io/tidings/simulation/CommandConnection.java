package io.tidings.simulation;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Since;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A WebSocket: its client brings new tokens, and leaves single channels to come back to them. */
final class CommandConnection extends WritingConnection {
    private final CommandLine line;
    /** Channels that are being left. */
    private final Set<Channel> leaving = new HashSet<>();

    CommandConnection(World world, SimulatedClient client, Sessions home) {
        super(world, client, home);
        line = world.engine.commands();
    }

    @Override
    Line line() {
        return line;
    }

    @Override
    void onOpen() {
        boolean known = world.random.nextInt(3) > 0;
        line.open(home, known ? world.tokens.identity() : null);
        String token = known ? null : world.tokens.token();
        line.say(new ClientCommand.Connect("open", token, client.requests()));
    }

    private void say(ClientCommand command) {
        onLane(() -> line.say(command));
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
    void onSaid(Said said) {
        super.onSaid(said);
        if (said.what() instanceof ServerFrame.Unsubscribed left) onUnsubscribed(left);
        if (said.what() instanceof ServerFrame.Subscribed subscribed)
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
}
