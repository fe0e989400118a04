package io.tidings.bench.report;

import java.util.Map;

/**
 * What one run has shown of one server.
 *
 * @param work    what was done, the same for all that are compared with each other
 * @param server  the name
 * @param run     from 1 on
 * @param figures by their names, in the units that these say
 */
public record Result(String scenario, String work, String server, int run, Map<String, Double> figures) {}
