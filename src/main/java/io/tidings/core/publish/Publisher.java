package io.tidings.core.publish;

import io.tidings.core.port.Append;
import io.tidings.core.port.Backbone;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.Telemetry;
import io.tidings.core.port.Tracing;
import io.tidings.core.port.Tracing.Trace;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Identity;
import io.tidings.model.Message;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.model.Retention;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one way in: grants, limits and the shape of a message, then the backbone. Safe on every lane; the caller names its own. */
public final class Publisher {
    private final Backbone backbone;
    private final Function<Channel, Retention> retention;
    private final PublishLimits limits;
    private final Telemetry telemetry;
    private final Tracing tracing;
    private final AtomicInteger inFlight = new AtomicInteger();

    public Publisher(
            Backbone backbone, Function<Channel, Retention> retention, PublishLimits limits, Telemetry telemetry) {
        this.backbone = backbone;
        this.retention = retention;
        this.limits = limits;
        this.telemetry = telemetry;
        this.tracing = telemetry.tracing();
    }

    /**
     * Appends a publication on behalf of someone. The reply comes on the lane given: the message's position, or one of
     * {@code NOT_GRANTED}, {@code TOO_LARGE}, {@code OVERLOADED} and what {@link Backbone#append} fails with.
     */
    public void publish(Identity identity, Publication publication, Lane lane, Reply<Position> reply) {
        publish(identity, publication, null, lane, reply);
    }

    /** As {@link #publish(Identity, Publication, Lane, Reply)}. @param parent {@code traceparent} of whoever publishes */
    public void publish(
            Identity identity, Publication publication, @Nullable String parent, Lane lane, Reply<Position> reply) {
        Trace trace = tracing.begin(publication.channel(), parent);
        try {
            check(identity, publication, lane);
            append(identity.subject(), publication, trace, lane, reply);
        } catch (Refusal refused) {
            telemetry.published(refused.failure());
            if (trace != null) trace.refused(refused.failure());
            lane.execute(() -> reply.fail(refused));
        }
    }

    /** Appends what the service says to itself, on a reserved channel: no grant is asked. Fails as {@link #publish} does. */
    public void announce(Publication publication, Lane lane, Reply<Position> reply) {
        try {
            append(Channel.RESERVED, publication, null, lane, reply);
        } catch (Refusal refused) {
            lane.execute(() -> reply.fail(refused));
        }
    }

    private void append(
            String subject, Publication publication, @Nullable Trace trace, Lane lane, Reply<Position> reply) {
        Append append = shaped(subject, publication, lane.time(), trace == null ? null : trace.context());
        take();
        Reply<Position> counted = counted(reply);
        backbone.append(append, lane, trace == null ? counted : traced(trace, counted));
    }

    private static void check(Identity identity, Publication publication, Lane lane) {
        if (identity.expiresAt() <= lane.time()) throw new Refusal(Failure.TOKEN_EXPIRED);
        Channel channel = publication.channel();
        if (!identity.grants().mayPublish(channel))
            throw new Refusal(
                    Failure.NOT_GRANTED,
                    "the token does not grant publishing to " + channel + "; it grants "
                            + identity.grants().publish());
    }

    private Append shaped(String subject, Publication publication, long time, @Nullable String trace) {
        Message message = Shape.message(publication, time);
        if (message.json().length > limits.messageBytes())
            throw new Refusal(
                    Failure.TOO_LARGE,
                    "the message has " + message.json().length + " bytes as JSON; at most " + limits.messageBytes()
                            + " are allowed");
        return new Append(
                publication.channel(),
                message,
                retention.apply(publication.channel()),
                Fingerprint.idempotency(subject, publication),
                trace);
    }

    private void take() {
        if (inFlight.incrementAndGet() <= limits.inFlight()) return;
        inFlight.decrementAndGet();
        throw new Refusal(
                Failure.OVERLOADED, limits.inFlight() + " publications are waiting for the backbone; come back later");
    }

    private static Reply<Position> traced(Trace trace, Reply<Position> reply) {
        return Reply.of(
                position -> {
                    trace.published(position);
                    reply.succeed(position);
                },
                refusal -> {
                    trace.refused(refusal.failure());
                    reply.fail(refusal);
                });
    }

    private Reply<Position> counted(Reply<Position> reply) {
        return new Reply<>() {
            @Override
            public void succeed(Position position) {
                inFlight.decrementAndGet();
                telemetry.published(null);
                reply.succeed(position);
            }

            @Override
            public void fail(Refusal refusal) {
                inFlight.decrementAndGet();
                telemetry.published(refusal.failure());
                reply.fail(refusal);
            }
        };
    }
}
