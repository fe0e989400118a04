/** What the documents promise, tried against a running service. */
@NullMarked
package io.tidings.readme;

import org.jspecify.annotations.NullMarked;
