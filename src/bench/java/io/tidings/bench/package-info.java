/** The benchmark: Tidings beside the floor and its peers, on the same work in the same run. */
@NullMarked
package io.tidings.bench;

import org.jspecify.annotations.NullMarked;
