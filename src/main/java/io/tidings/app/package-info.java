/** Puts the parts together: wiring, start and end, and what exists in dev mode only. Nobody imports it. */
@NullMarked
package io.tidings.app;

import org.jspecify.annotations.NullMarked;
