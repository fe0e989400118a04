/** The backbone of any number of pods: the log and the pub/sub of Redis or Valkey. */
@NullMarked
package io.tidings.backbone.redis;

import org.jspecify.annotations.NullMarked;
