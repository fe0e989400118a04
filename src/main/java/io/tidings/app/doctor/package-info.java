/** Looks at what is around a pod, and says in words what should be otherwise. */
@NullMarked
package io.tidings.app.doctor;

import org.jspecify.annotations.NullMarked;
