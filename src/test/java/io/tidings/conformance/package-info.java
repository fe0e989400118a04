/** Autobahn|Testsuite against both engines; takes minutes, so it has a command of its own. */
@NullMarked
package io.tidings.conformance;

import org.jspecify.annotations.NullMarked;
