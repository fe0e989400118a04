/** Tests against the packaged application: processes, real sockets, nothing of Quarkus on the test's side. */
@NullMarked
package io.tidings.packaged;

import org.jspecify.annotations.NullMarked;
