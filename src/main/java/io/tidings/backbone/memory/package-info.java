/** The backbone of a single node: a log in the heap. */
@NullMarked
package io.tidings.backbone.memory;

import org.jspecify.annotations.NullMarked;
