package io.tidings.transport;

import io.tidings.core.port.Lane;
import io.tidings.core.session.Sessions;
import java.util.function.Consumer;

/** The lane that the caller runs on: every request is served on the event loop of its connection. */
public interface Here {
    /** @throws IllegalStateException when the caller is on no event loop */
    Lane lane();

    /** The sessions of {@link #lane}. */
    Sessions sessions();

    /** Does something with the sessions of every lane of the pod, each on its own lane, later; called from any thread. */
    void everywhere(Consumer<Sessions> task);
}
