/** What can be configured: every key with its unit, default and meaning. */
@NullMarked
package io.tidings.config;

import org.jspecify.annotations.NullMarked;
