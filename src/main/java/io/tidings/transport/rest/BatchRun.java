package io.tidings.transport.rest;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.publish.Publisher;
import io.tidings.model.Identity;
import io.tidings.model.Publication;
import io.tidings.wire.BatchItem;
import io.tidings.wire.ResultWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The publications of one batch, all under way at once: they are handed over in their order, which is then the order of each
 * channel's log, a slice at a time, so that the lane serves others between. Confined to its lane.
 */
final class BatchRun {
    /** Items that are handed over before the lane is given to others. */
    static final int SLICE = 256;

    private final Publisher publisher;
    private final Identity identity;
    private final Lane lane;

    BatchRun(Publisher publisher, Identity identity, Lane lane) {
        this.publisher = publisher;
        this.identity = identity;
        this.lane = lane;
    }

    /** @param done takes the results in the order of the items, once all are known */
    void publish(List<BatchItem> items, Consumer<List<byte[]>> done) {
        Results results = new Results(items.size(), done);
        if (items.isEmpty()) done.accept(List.of());
        else slice(items, 0, results);
    }

    private void slice(List<BatchItem> items, int from, Results results) {
        int to = Math.min(items.size(), from + SLICE);
        for (int i = from; i < to; i++) publish(items.get(i), results.slot(i));
        if (to < items.size()) lane.execute(() -> slice(items, to, results));
    }

    private void publish(BatchItem item, Consumer<byte[]> result) {
        if (item instanceof BatchItem.Refused refused) {
            result.accept(ResultWriter.failed(refused.refusal()));
            return;
        }
        BatchItem.Publications publications = (BatchItem.Publications) item;
        Results results = new Results(
                publications.all().size(),
                all -> result.accept(publications.several() ? ResultWriter.several(all) : all.get(0)));
        for (int i = 0; i < publications.all().size(); i++)
            publish(publications.all().get(i), results.slot(i));
    }

    private void publish(Publication publication, Consumer<byte[]> result) {
        publisher.publish(
                identity,
                publication,
                lane,
                Reply.of(
                        id -> result.accept(ResultWriter.published(publication.channel(), id)),
                        refusal -> result.accept(ResultWriter.failed(refusal))));
    }

    /** Results that come in any order. */
    private static final class Results {
        private final byte[][] all;
        private final Consumer<List<byte[]>> done;
        private int missing;

        Results(int count, Consumer<List<byte[]>> done) {
            this.all = new byte[count][];
            this.done = done;
            this.missing = count;
        }

        Consumer<byte[]> slot(int index) {
            return result -> {
                all[index] = result;
                if (--missing == 0) done.accept(new ArrayList<>(Arrays.asList(all)));
            };
        }
    }
}
