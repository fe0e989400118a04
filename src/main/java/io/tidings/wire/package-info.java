/** Pure codecs of the client protocol: JSON, SSE, problem documents. */
@NullMarked
package io.tidings.wire;

import org.jspecify.annotations.NullMarked;
