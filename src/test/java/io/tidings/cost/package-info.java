/** What each engine costs in memory and processor time; takes a minute of a quiet machine, so it has a command of its own. */
@NullMarked
package io.tidings.cost;

import org.jspecify.annotations.NullMarked;
