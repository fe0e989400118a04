/** From raw results to {@code docs/benchmarks.md}: medians, spread, ratios, plots. */
@NullMarked
package io.tidings.bench.report;

import org.jspecify.annotations.NullMarked;
