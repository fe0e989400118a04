/** Publishing, history and operations over plain HTTP. */
@NullMarked
package io.tidings.transport.rest;

import org.jspecify.annotations.NullMarked;
