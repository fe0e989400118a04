package io.tidings.model;

import java.time.Duration;

/**
 * How much history a channel keeps.
 *
 * @param size messages; 0 keeps none, and then every absence ends in a gap
 * @param age since the last publication
 */
public record Retention(int size, Duration age) {
    public Retention {
        if (size < 0) throw new IllegalArgumentException("size is negative: " + size);
        if (age.isNegative() || age.isZero()) throw new IllegalArgumentException("age is not positive: " + age);
    }
}
