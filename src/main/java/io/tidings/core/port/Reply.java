package io.tidings.core.port;

import io.tidings.model.Refusal;
import java.util.function.Consumer;

/** Where an answer goes. Exactly one of the two methods is called, once, on the lane that the asker named. */
public interface Reply<T> {
    void succeed(T value);

    void fail(Refusal refusal);

    static <T> Reply<T> of(Consumer<? super T> success, Consumer<Refusal> failure) {
        return new Reply<>() {
            @Override
            public void succeed(T value) {
                success.accept(value);
            }

            @Override
            public void fail(Refusal refusal) {
                failure.accept(refusal);
            }
        };
    }
}
