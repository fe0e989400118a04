/** Certificates for tests. */
@NullMarked
package io.tidings.tls;

import org.jspecify.annotations.NullMarked;
