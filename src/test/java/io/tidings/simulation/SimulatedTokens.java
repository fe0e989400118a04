package io.tidings.simulation;

import io.tidings.core.port.Authenticator;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Failure;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Refusal;
import java.util.List;

/** Tokens that grant everything, some of them for a short time, some of them forged; verified somewhere else. */
final class SimulatedTokens implements Authenticator {
    private static final List<ChannelPattern> EVERYTHING = List.of(ChannelPattern.parse("**", ""));
    private static final Grants GRANTS = new Grants(EVERYTHING, EVERYTHING, List.of(), false);
    private static final String SUBSCRIBER = "subscriber";
    private static final String FORGED = "forged";
    private static final int SHORTEST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 6_000;
    private static final int VERIFIED_MILLIS = 60;

    private final World world;

    SimulatedTokens(World world) {
        this.world = world;
    }

    /** The identity of a fresh token. */
    Identity identity() {
        return identity(SUBSCRIBER, expiry());
    }

    static Identity identity(String subject, long expiry) {
        return new Identity(subject, GRANTS, expiry);
    }

    private long expiry() {
        if (!world.weather.draws(Fault.TOKEN_EXPIRED)) return Identity.NEVER;
        return world.lane.time() + SHORTEST_MILLIS + world.random.nextInt(LONGEST_MILLIS);
    }

    /** A token as text: its expiry, unless it is forged. */
    String token() {
        return world.weather.draws(Fault.TOKEN_REFUSED) ? FORGED : Long.toString(expiry());
    }

    @Override
    public void authenticate(String token, Lane lane, Reply<Identity> reply) {
        world.lane.execute(() -> world.lane.schedule(
                world.random.nextInt(VERIFIED_MILLIS), () -> lane.execute(() -> verify(token, reply))));
    }

    private void verify(String token, Reply<Identity> reply) {
        if (!token.equals(FORGED)) {
            reply.succeed(identity(SUBSCRIBER, Long.parseLong(token)));
            return;
        }
        world.weather.count(Fault.TOKEN_REFUSED);
        reply.fail(new Refusal(Failure.BAD_TOKEN));
    }
}
