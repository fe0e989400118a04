package io.tidings.wire;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.model.Gap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the service says to a subscriber, apart from messages, as JSON. Durations are milliseconds, times RFC 3339; what
 * is absent is left out. The result has no line breaks.
 */
public final class FrameWriter {
    private FrameWriter() {}

    /** The frame as one JSON object; its {@code type} comes first. */
    public static byte[] json(ServerFrame frame) {
        return JsonBuffer.object(object -> fields(frame, object));
    }

    /** The name of the frame's kind in the protocol: {@code welcome}. */
    static String type(ServerFrame frame) {
        return frame.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static void fields(ServerFrame frame, JsonBuffer object) {
        object.text("type", type(frame));
        if (frame instanceof ServerFrame.Welcome welcome) welcome(welcome, object);
        else if (frame instanceof ServerFrame.Gap gap) gap(gap, object);
        else if (frame instanceof ServerFrame.Bye bye) bye(bye, object);
        else answer(frame, object);
    }

    private static void answer(ServerFrame frame, JsonBuffer object) {
        if (frame instanceof ServerFrame.Subscribed subscribed)
            object.text("ref", subscribed.ref()).array("subscriptions", joined(subscribed.subscriptions()));
        else if (frame instanceof ServerFrame.Unsubscribed unsubscribed)
            object.text("ref", unsubscribed.ref())
                    .text("channel", unsubscribed.channel().name())
                    .text("code", unsubscribed.why().code());
        else if (frame instanceof ServerFrame.Published published)
            object.text("ref", published.ref())
                    .text("channel", published.channel().name())
                    .text("id", published.id().toString());
        else if (frame instanceof ServerFrame.Pong pong) object.text("ref", pong.ref());
        else if (frame instanceof ServerFrame.Error error) error(error, object);
    }

    private static void welcome(ServerFrame.Welcome welcome, JsonBuffer object) {
        object.text("ref", welcome.ref())
                .text("session", welcome.session())
                .text("user", welcome.user())
                .text("expires", time(welcome.expiresAt()))
                .number("heartbeat", welcome.heartbeatMillis())
                .array("subscriptions", joined(welcome.subscriptions()));
    }

    private static void gap(ServerFrame.Gap frame, JsonBuffer object) {
        Gap gap = frame.gap();
        object.text("channel", frame.channel().name())
                .text("reason", gap.reason().code())
                .text("since", gap.since().toString())
                .text("id", gap.id().toString());
    }

    private static void error(ServerFrame.Error error, JsonBuffer object) {
        object.text("ref", error.ref())
                .text("code", error.failure().code())
                .text("detail", error.detail())
                .bool("retry", error.failure().retriable());
    }

    private static void bye(ServerFrame.Bye bye, JsonBuffer object) {
        object.text("code", bye.why().code()).number("retryAfter", bye.retryAfterMillis());
    }

    private static List<byte[]> joined(List<ServerFrame.Joined> subscriptions) {
        return subscriptions.stream()
                .map(each -> JsonBuffer.object(
                        object -> object.text("channel", each.channel().name())
                                .text("id", each.id().toString())))
                .toList();
    }

    private static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : Timestamps.format(millis);
    }
}
