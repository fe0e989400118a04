/** What a native image needs to be told of our classes, read from their byte code: no GraalVM is needed to know it. */
@NullMarked
package io.tidings.image;

import org.jspecify.annotations.NullMarked;
