/** What the core tells: numbers for Micrometer, spans for OpenTelemetry. */
@NullMarked
package io.tidings.telemetry;

import org.jspecify.annotations.NullMarked;
