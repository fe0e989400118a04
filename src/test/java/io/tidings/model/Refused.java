package io.tidings.model;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call refuses, for tests that look at the failure and at its detail. */
public final class Refused {
    private Refused() {}

    /** The refusal that the call throws; anything else fails the test. */
    public static Refusal by(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof Refusal refusal) return refusal;
        return Assertions.fail("expected a refusal", thrown);
    }
}
