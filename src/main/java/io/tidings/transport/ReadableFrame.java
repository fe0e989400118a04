package io.tidings.transport;

import io.tidings.core.port.Frame;

/** A frame whose bytes can be had, for answers that are put together from several. The frames of every engine are. */
public interface ReadableFrame extends Frame {
    /**
     * What it says, without what an engine puts around it for a transport; never to be changed, and to be asked for while the
     * frame is held.
     */
    byte[] bytes();
}
