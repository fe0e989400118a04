package io.tidings.telemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header of W3C Trace Context, {@code 00-<trace>-<span>-<flags>}, level 1; later versions begin with the same. */
final class Traceparent {
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private Traceparent() {}

    /** Invalid when the text is none. */
    static SpanContext parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group(1).equals("00") && parts.group(5) != null) return SpanContext.getInvalid();
        return SpanContext.createFromRemoteParent(
                parts.group(2), parts.group(3), TraceFlags.fromHex(parts.group(4), 0), TraceState.getDefault());
    }

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
