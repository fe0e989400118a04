package io.tidings.simulation;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Since;
import java.util.List;
import java.util.stream.Collectors;

/** What a client says as JSON; nothing in it needs an escape. */
final class CommandText {
    private CommandText() {}

    static String of(ClientCommand command) {
        if (command instanceof ClientCommand.Connect connect)
            return object("connect", connect, token(connect) + subscriptions(connect.subscriptions()));
        if (command instanceof ClientCommand.Subscribe subscribe)
            return object("subscribe", subscribe, subscriptions(subscribe.subscriptions()));
        if (command instanceof ClientCommand.Unsubscribe unsubscribe)
            return object("unsubscribe", unsubscribe, channels(unsubscribe.channels()));
        throw new IllegalArgumentException("no client says " + command);
    }

    private static String object(String type, ClientCommand command, String rest) {
        return "{\"type\":\"" + type + "\",\"ref\":\"" + command.ref() + "\"" + rest + "}";
    }

    private static String token(ClientCommand.Connect connect) {
        return connect.token() == null ? "" : ",\"token\":\"" + connect.token() + "\"";
    }

    private static String subscriptions(List<SubscriptionRequest> requests) {
        return requests.stream()
                .map(each -> "{\"channel\":\"" + each.channel() + "\",\"since\":\"" + since(each.since()) + "\"}")
                .collect(Collectors.joining(",", ",\"subscriptions\":[", "]"));
    }

    private static String channels(List<Channel> channels) {
        return channels.stream()
                .map(each -> "\"" + each + "\"")
                .collect(Collectors.joining(",", ",\"channels\":[", "]"));
    }

    private static String since(Since since) {
        if (since instanceof Since.At at) return at.position().toString();
        if (since instanceof Since.Last last) return "last:" + last.count();
        return since.equals(Since.LATEST) ? "latest" : "earliest";
    }
}
