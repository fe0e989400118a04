/** What sessions promise. */
@NullMarked
package io.tidings.core.session;

import org.jspecify.annotations.NullMarked;
