package io.tidings.wire;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;

/** Writes a refusal as {@code application/problem+json} (RFC 9457). */
public final class ProblemWriter {
    /** What the result is, for {@code Content-Type}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://tidings.io/errors#";

    private ProblemWriter() {}

    /** The whole body; {@code status} is left out for a failure that has none. */
    public static byte[] json(Refusal refusal) {
        Failure failure = refusal.failure();
        return JsonBuffer.object(object -> object.text("type", TYPES + failure.code())
                .text("title", failure.title())
                .number("status", failure.status() == 0 ? null : (long) failure.status())
                .text("code", failure.code())
                .text("detail", refusal.detail()));
    }
}
