/** Counts what the core tells, for Micrometer. */
@NullMarked
package io.tidings.telemetry;

import org.jspecify.annotations.NullMarked;
