/** From a request's token to who sends it and what they may do. */
@NullMarked
package io.tidings.auth;

import org.jspecify.annotations.NullMarked;
