package io.tidings.packaged;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a query of Prometheus, or one line of an exposition, selects.
 *
 * @param labels what the pod itself is asked for; alternatives are separated by {@code |}
 */
record Selector(String metric, Map<String, Set<String>> labels) {
    /** Names that hold an underscore and call nothing, which are those of metrics, with their labels if there are any. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+_\\w+)\\b(?!\\s*\\()(\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(=~?)\\s*\"([^\"]*)\"");
    /** Lists of labels and what is text are no metrics. */
    private static final Pattern LABELS_ONLY = Pattern.compile("\\b(by|on|without|ignoring)\\s*\\([^)]*\\)|\\[[^]]*]");
    /** Labels that Prometheus adds when it scrapes. */
    private static final Set<String> OF_THE_TARGET = Set.of("namespace", "instance", "pod");

    /** All that one query asks for. */
    static List<Selector> in(String query) {
        List<Selector> selectors = new ArrayList<>();
        Matcher metric = METRIC.matcher(LABELS_ONLY.matcher(query).replaceAll(" "));
        while (metric.find()) selectors.add(new Selector(metric.group(1), labels(metric.group(3))));
        return selectors;
    }

    /** One series of an exposition. */
    static Selector series(String line) {
        int brace = line.indexOf('{');
        int end = brace < 0 ? line.indexOf(' ') : brace;
        return new Selector(line.substring(0, end), labels(line.substring(end, line.lastIndexOf(' '))));
    }

    private static Map<String, Set<String>> labels(@Nullable String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        if (text == null) return labels;
        Matcher label = LABEL.matcher(text);
        while (label.find()) {
            if (!OF_THE_TARGET.contains(label.group(1)))
                labels.put(label.group(1), Set.of(label.group(3).split("\\|")));
        }
        return labels;
    }

    /** Whether the series are exposed: for each label, one with each of its alternatives. */
    boolean isExposedBy(List<Selector> series) {
        List<Selector> mine =
                series.stream().filter(each -> each.metric.equals(metric)).toList();
        return !mine.isEmpty()
                && labels.entrySet().stream()
                        .allMatch(label -> valuesOf(label.getKey(), mine).containsAll(label.getValue()));
    }

    private static Set<String> valuesOf(String label, List<Selector> series) {
        return series.stream()
                .flatMap(each -> each.labels.getOrDefault(label, Set.of()).stream())
                .collect(Collectors.toSet());
    }
}
