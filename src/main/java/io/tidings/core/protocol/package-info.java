/** What clients and the service say to each other, whatever the encoding. */
@NullMarked
package io.tidings.core.protocol;

import org.jspecify.annotations.NullMarked;
