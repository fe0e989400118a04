package io.tidings.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long something took, each time. */
final class Times {
    private final String what;
    private final List<Long> nanos = new ArrayList<>();

    Times(String what) {
        this.what = what;
    }

    /** @param begin as {@code System.nanoTime} */
    void since(long begin) {
        between(begin, System.nanoTime());
    }

    void between(long begin, long end) {
        nanos.add(end - begin);
    }

    /** One line of the table. */
    void print() {
        Collections.sort(nanos);
        System.out.printf(
                "notice: %-62s %3d times, p50 %,5d ms, max %,5d ms%n",
                what, nanos.size(), millis(nanos.size() / 2), millis(nanos.size() - 1));
    }

    private long millis(int index) {
        return TimeUnit.NANOSECONDS.toMillis(nanos.get(index));
    }

    /**
     * At least ten times, and more often than not not as long as this.
     *
     * @param heldUp what a machine that is busy may add to it; more than that once in ten times
     */
    void assertUnder(long millis, long heldUp) {
        assertThat(nanos).as(what).hasSizeGreaterThanOrEqualTo(10);
        assertThat(millis(nanos.size() / 2))
                .as(what + ", the median in milliseconds")
                .isLessThan(millis);
        assertThat(millis(nanos.size() * 9 / 10 - 1))
                .as(what + ", nine in ten, in milliseconds")
                .isLessThan(millis + heldUp);
    }
}
