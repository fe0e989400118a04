package io.tidings.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A figure of several servers as bars, in SVG. */
final class Bars {
    private static final int LEFT = 150;
    private static final int WIDE = 440;
    private static final int HIGH = 24;

    private Bars() {}

    static String svg(String title, Standing standing, String figure) {
        List<String> servers = standing.servers().stream()
                .filter(each -> standing.median(each, figure).isPresent())
                .toList();
        double most = servers.stream()
                .map(each -> standing.median(each, figure))
                .mapToDouble(OptionalDouble::getAsDouble)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(Svg.head(LEFT + WIDE + 110, 40 + servers.size() * HIGH))
                .append(Svg.text(8, 20, "start", title + ": " + figure));
        for (int i = 0; i < servers.size(); i++) {
            double value = standing.median(servers.get(i), figure).orElse(0);
            int top = 32 + i * HIGH;
            double length = Math.max(1, value / Math.max(most, 1e-9) * WIDE);
            svg.append(Svg.text(LEFT - 8, top + 15, "end", servers.get(i)))
                    .append(String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                            LEFT,
                            top + 2,
                            length,
                            HIGH - 6,
                            Svg.colour(servers.get(i), i)))
                    .append(Svg.text((int) (LEFT + length + 6), top + 15, "start", Spread.number(value)));
        }
        return svg.append("</svg>\n").toString();
    }
}
