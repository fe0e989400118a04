/** The kinds of work that are measured. */
@NullMarked
package io.tidings.bench.scenario;

import org.jspecify.annotations.NullMarked;
