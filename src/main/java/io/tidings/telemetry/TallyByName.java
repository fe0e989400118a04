package io.tidings.telemetry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** One number for each constant, all made at once, so that finding one is an array access. Immutable. */
final class TallyByName<E extends Enum<E>> {
    private final Map<E, Tally> tallies;

    private TallyByName(Map<E, Tally> tallies) {
        this.tallies = tallies;
    }

    /** @param make from the constant's name as labels have it: {@code not-granted} */
    static <E extends Enum<E>> TallyByName<E> of(Class<E> names, Function<String, Tally> make) {
        Map<E, Tally> tallies = new EnumMap<>(names);
        for (E each : names.getEnumConstants()) {
            String label = each.name().toLowerCase(Locale.ROOT).replace('_', '-');
            tallies.put(each, make.apply(label));
        }
        return new TallyByName<>(tallies);
    }

    Tally of(E name) {
        Tally tally = tallies.get(name);
        if (tally == null) throw new IllegalArgumentException("no number for " + name);
        return tally;
    }
}
