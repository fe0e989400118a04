package io.tidings.backbone.redis;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Lanes;
import java.util.List;

/** One mailbox for each lane, so that what is told to a lane in one go wakes it once. Immutable. */
final class Mailboxes {
    private final List<Lane> lanes;
    private final List<Mailbox> boxes;

    Mailboxes(Lanes lanes) {
        this.lanes = lanes.all();
        this.boxes = this.lanes.stream().map(lane -> new Mailbox(lane::execute)).toList();
    }

    /** @param index of a lane among all */
    Mailbox of(int index) {
        return boxes.get(index);
    }

    /** @throws IllegalArgumentException when this is none of the lanes */
    Mailbox of(Lane lane) {
        for (int i = 0; i < lanes.size(); i++) if (lanes.get(i) == lane) return boxes.get(i);
        throw new IllegalArgumentException("a lane that the backbone was not started with");
    }
}
