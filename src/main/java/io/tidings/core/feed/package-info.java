/** One channel on one node: order, repair, joining, and what each listening lane has had. */
@NullMarked
package io.tidings.core.feed;

import org.jspecify.annotations.NullMarked;
