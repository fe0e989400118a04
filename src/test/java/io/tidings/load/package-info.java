/** What load costs and what holds under it: minutes long, so each has a command of its own. */
@NullMarked
package io.tidings.load;

import org.jspecify.annotations.NullMarked;
