/** What load costs: minutes long, so each has a command of its own. */
@NullMarked
package io.tidings.load;

import org.jspecify.annotations.NullMarked;
