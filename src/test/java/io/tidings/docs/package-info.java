/** Pages of documentation that are made from the code, and the test that they still are. */
@NullMarked
package io.tidings.docs;

import org.jspecify.annotations.NullMarked;
