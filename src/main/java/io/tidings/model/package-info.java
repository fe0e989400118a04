/** The nouns of the service: immutable values that guard themselves and know no framework. */
@NullMarked
package io.tidings.model;

import org.jspecify.annotations.NullMarked;
