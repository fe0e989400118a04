package io.tidings.bench.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A latency of several servers over the share of the core that they use, in SVG; the latencies are on a logarithmic scale. */
final class Curves {
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int WIDE = 420;
    private static final int HIGH = 260;
    private static final double LEAST = 0.01;
    private static final double DECADES = 6;

    private Curves() {}

    /** @param byLoad from percentages to what was shown there, in order */
    static String svg(String title, Map<Integer, Standing> byLoad, String figure) {
        Set<String> servers = new LinkedHashSet<>();
        byLoad.values().forEach(each -> servers.addAll(each.servers()));
        StringBuilder svg = new StringBuilder(Svg.head(LEFT + WIDE + 160, TOP + HIGH + 50))
                .append(Svg.text(8, 20, "start", title + ": " + figure + " over % of the core"));
        for (double ms = LEAST; ms <= LEAST * Math.pow(10, DECADES); ms *= 10) {
            svg.append(line(x(0), y(ms), x(100), y(ms)))
                    .append(Svg.text(LEFT - 8, (int) y(ms) + 4, "end", Spread.number(ms)));
        }
        byLoad.keySet()
                .forEach(percent -> svg.append(Svg.text((int) x(percent), TOP + HIGH + 20, "middle", percent + " %")));
        int index = 0;
        for (String server : servers) svg.append(curve(server, index++, byLoad, figure));
        return svg.append("</svg>\n").toString();
    }

    private static String curve(String server, int index, Map<Integer, Standing> byLoad, String figure) {
        StringBuilder points = new StringBuilder();
        byLoad.forEach((percent, standing) -> standing.median(server, figure)
                .ifPresent(value -> points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(percent), y(value)))));
        int legend = TOP + 10 + index * 18;
        return String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                        points.toString().strip(),
                        Svg.colour(server, index))
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
                        LEFT + WIDE + 16,
                        legend - 10,
                        Svg.colour(server, index))
                + Svg.text(LEFT + WIDE + 34, legend, "start", server);
    }

    private static String line(double fromX, double fromY, double toX, double toY) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                fromX,
                fromY,
                toX,
                toY);
    }

    private static double x(double percent) {
        return LEFT + percent / 100 * WIDE;
    }

    private static double y(double ms) {
        double share = Math.log10(Math.max(ms, LEAST) / LEAST) / DECADES;
        return TOP + HIGH * (1 - Math.min(1, share));
    }

    /** From a percentage of the core to what was shown there; the results must be of one transport. */
    static Map<Integer, Standing> byLoad(Map<String, Standing> byWork) {
        Map<Integer, Standing> byLoad = new java.util.TreeMap<>();
        byWork.forEach((work, standing) -> {
            List<String> words = List.of(work.split(" "));
            if (work.endsWith(" %")) byLoad.put(Integer.parseInt(words.get(words.size() - 2)), standing);
        });
        return byLoad;
    }
}
