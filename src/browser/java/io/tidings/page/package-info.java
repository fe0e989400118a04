/** The page, as a person meets it: a real browser against a running service. */
@NullMarked
package io.tidings.page;

import org.jspecify.annotations.NullMarked;
