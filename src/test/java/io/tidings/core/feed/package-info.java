/** What feeds promise, row by row. */
@NullMarked
package io.tidings.core.feed;

import org.jspecify.annotations.NullMarked;
