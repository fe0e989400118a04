package io.tidings.wire;

import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import java.util.List;

/** One element or line of a batch: what it asks for, or why it cannot be read. */
public sealed interface BatchItem {
    /**
     * To be appended in this order.
     *
     * @param several whether the item named {@code channels}, be it one: its answer is then {@code {"results":[…]}}
     */
    record Publications(List<Publication> all, boolean several) implements BatchItem {}

    /** Only this item fails; the others of its batch stand. */
    record Refused(Refusal refusal) implements BatchItem {}
}
