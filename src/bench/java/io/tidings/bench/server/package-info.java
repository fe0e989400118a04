/** What is measured: Tidings, the floor, the peers; each as a process of its own on the core of the servers. */
@NullMarked
package io.tidings.bench.server;

import org.jspecify.annotations.NullMarked;
