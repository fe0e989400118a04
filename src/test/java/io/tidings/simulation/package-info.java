/** A deterministic simulation of several pods over one log: virtual time, every order of events drawn from a seed. */
@NullMarked
package io.tidings.simulation;

import org.jspecify.annotations.NullMarked;
