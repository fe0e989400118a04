/** What tests see of the log. */
@NullMarked
package io.tidings.log;

import org.jspecify.annotations.NullMarked;
