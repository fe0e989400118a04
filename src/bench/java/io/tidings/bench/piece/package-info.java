/** The hot pieces, one by one, under JMH. */
@NullMarked
package io.tidings.bench.piece;

import org.jspecify.annotations.NullMarked;
