package io.tidings.model;

import java.util.List;

/**
 * What a token allows.
 *
 * @param subscribe patterns of channels that may be read
 * @param publish patterns of channels that may be written
 * @param channels joined without asking, at most 16; they grant themselves
 * @param operate whether sessions of others may be ended
 */
public record Grants(
        List<ChannelPattern> subscribe, List<ChannelPattern> publish, List<Channel> channels, boolean operate) {
    /** The most channels that a token may join by itself. */
    public static final int MAX_CHANNELS = 16;

    /** Nothing at all. */
    public static final Grants NONE = new Grants(List.of(), List.of(), List.of(), false);

    /** @throws Refusal {@link Failure#BAD_TOKEN}, when there are more than 16 channels */
    public Grants {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
        channels = List.copyOf(channels);
        if (channels.size() > MAX_CHANNELS)
            throw new Refusal(
                    Failure.BAD_TOKEN,
                    "the token lists " + channels.size() + " channels; at most " + MAX_CHANNELS + " are allowed");
    }

    public boolean maySubscribe(Channel channel) {
        return !channel.isReserved() && (channels.contains(channel) || matches(subscribe, channel));
    }

    public boolean mayPublish(Channel channel) {
        return !channel.isReserved() && matches(publish, channel);
    }

    private static boolean matches(List<ChannelPattern> patterns, Channel channel) {
        for (ChannelPattern pattern : patterns) if (pattern.matches(channel)) return true;
        return false;
    }
}
