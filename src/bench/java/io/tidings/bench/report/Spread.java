package io.tidings.bench.report;

import java.util.List;
import java.util.Locale;

/** What several runs have shown: their median, and how far they lie apart. */
record Spread(double median, double least, double most, int runs) {
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    /** The median, and the least and most in parentheses where there are several runs. */
    @Override
    public String toString() {
        return runs == 1 ? number(median) : number(median) + " (" + number(least) + "–" + number(most) + ")";
    }

    /** With about three digits. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
