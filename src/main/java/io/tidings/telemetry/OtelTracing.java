package io.tidings.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.smallrye.common.net.HostName;
import io.tidings.core.port.Tracing;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Position;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Spans by OpenTelemetry, sent by OTLP over HTTP from a thread of the SDK's; what it cannot send in time is dropped. Names and
 * attributes are those of the semantic conventions for messaging and databases. Safe from any thread.
 */
public final class OtelTracing implements Tracing, AutoCloseable {
    private static final long LAST_WORDS_MILLIS = 2_000;

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<Long> SESSIONS = AttributeKey.longKey("tidings.sessions");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final Attributes REDIS = Attributes.of(
            AttributeKey.stringKey("db.system.name"), "redis",
            AttributeKey.stringKey("db.operation.name"), "EVALSHA",
            AttributeKey.stringKey("db.stored_procedure.name"), "publish.lua");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Clock clock = Clock.getDefault();
    private final double ratio;

    /**
     * Starts to follow.
     *
     * @param collector where OTLP over HTTP is taken, such as {@code http://collector:4318}
     * @param ratio of the publications without a context of their own that are followed, from 0 to 1
     */
    public OtelTracing(URI collector, double ratio) {
        this.ratio = ratio;
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString().replaceFirst("/+$", "") + "/v1/traces")
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(pod()))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("io.tidings");
    }

    private static Resource pod() {
        String host = HostName.getHostName();
        return Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"),
                "tidings",
                AttributeKey.stringKey("service.instance.id"),
                host + "-" + ProcessHandle.current().pid(),
                AttributeKey.stringKey("host.name"),
                host));
    }

    /** A publisher that has a trace decides for its publications; of the others a share is followed. */
    @Override
    public @Nullable Trace begin(Channel channel, @Nullable String parent) {
        SpanContext context = parent == null ? SpanContext.getInvalid() : Traceparent.parse(parent);
        boolean followed = context.isValid()
                ? context.isSampled()
                : ThreadLocalRandom.current().nextDouble() < ratio;
        if (!followed) return null;
        return new Followed(below(context, "publish " + channel.namespace())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(SYSTEM, "tidings")
                .setAttribute(OPERATION, "publish")
                .setAttribute(OPERATION_TYPE, "send")
                .setAttribute(DESTINATION, channel.name())
                .startSpan());
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public void appended(String trace, Channel channel, long since, int messages, @Nullable Failure failure) {
        SpanContext parent = Traceparent.parse(trace);
        if (!parent.isSampled()) return;
        Span span = below(parent, "EVALSHA publish.lua")
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(since, TimeUnit.NANOSECONDS)
                .setAllAttributes(REDIS)
                .setAttribute(DESTINATION, channel.name())
                .setAttribute(BATCH, (long) messages)
                .startSpan();
        if (failure != null) fail(span, failure);
        span.end(now(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void delivered(String trace, Channel channel, Position id, long since, int messages, int sessions) {
        SpanContext parent = Traceparent.parse(trace);
        if (!parent.isSampled()) return;
        below(parent, "deliver " + channel.namespace())
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(since, TimeUnit.NANOSECONDS)
                .setAttribute(SYSTEM, "tidings")
                .setAttribute(OPERATION, "deliver")
                .setAttribute(OPERATION_TYPE, "process")
                .setAttribute(DESTINATION, channel.name())
                .setAttribute(MESSAGE, id.toString())
                .setAttribute(BATCH, (long) messages)
                .setAttribute(SESSIONS, (long) sessions)
                .startSpan()
                .end(now(), TimeUnit.NANOSECONDS);
    }

    private SpanBuilder below(SpanContext parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(Span.wrap(parent)));
    }

    private static void fail(Span span, Failure failure) {
        span.setAttribute(ERROR, failure.code());
        span.setStatus(StatusCode.ERROR);
    }

    /** Sends what is there, and follows no more. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Followed(Span span) implements Trace {
        @Override
        public String context() {
            return Traceparent.of(span.getSpanContext());
        }

        @Override
        public void published(Position id) {
            span.setAttribute(MESSAGE, id.toString());
            span.end();
        }

        @Override
        public void refused(Failure why) {
            fail(span, why);
            span.end();
        }
    }
}
