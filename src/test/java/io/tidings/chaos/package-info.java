/** Faults against real pods and real Redis while real clients roam; all that they receive is held against the truth. */
@NullMarked
package io.tidings.chaos;

import org.jspecify.annotations.NullMarked;
