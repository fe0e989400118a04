package io.tidings.simulation;

import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import java.util.List;

/** An event stream. */
interface StreamLine extends Line {
    /** On the session's lane. @param shortCursor whether its ids are bare positions */
    void open(Sessions home, Identity identity, List<SubscriptionRequest> requests, boolean shortCursor);
}
