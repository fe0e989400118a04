package io.tidings.transport;

import io.tidings.core.port.Lane;
import io.tidings.core.session.Sessions;

/** The lane that the caller runs on: every request is served on the event loop of its connection. */
public interface Here {
    /** @throws IllegalStateException when the caller is on no event loop */
    Lane lane();

    /** The sessions of {@link #lane}. */
    Sessions sessions();
}
