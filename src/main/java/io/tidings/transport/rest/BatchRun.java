package io.tidings.transport.rest;

import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.publish.Publisher;
import io.tidings.model.Channel;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.wire.BatchItem;
import io.tidings.wire.ResultWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The publications of one batch, all under way at once: they are handed over in their order, a slice at a time, so that the lane
 * serves others between. That is then the order of each channel's log, but for those that the backbone repeats. Confined to its lane.
 */
final class BatchRun {
    /** Items that are handed over before the lane is given to others. */
    static final int SLICE = 256;

    private final Publisher publisher;
    private final Identity identity;
    private final @Nullable String trace;
    private final Lane lane;

    /** @param trace where the caller's own trace is */
    BatchRun(Publisher publisher, Identity identity, @Nullable String trace, Lane lane) {
        this.publisher = publisher;
        this.identity = identity;
        this.trace = trace;
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
        for (int i = from; i < to; i++) publish(items.get(i), results, i);
        if (to < items.size()) lane.execute(() -> slice(items, to, results));
    }

    private void publish(BatchItem item, Results results, int index) {
        if (item instanceof BatchItem.Refused refused) {
            results.put(index, ResultWriter.failed(refused.refusal()));
            return;
        }
        BatchItem.Publications publications = (BatchItem.Publications) item;
        List<Publication> all = publications.all();
        if (!publications.several()) {
            publish(all.get(0), results, index);
            return;
        }
        Results own = new Results(all.size(), each -> results.put(index, ResultWriter.several(each)));
        for (int i = 0; i < all.size(); i++) publish(all.get(i), own, i);
    }

    private void publish(Publication publication, Results results, int index) {
        publisher.publish(identity, publication, trace, lane, new Outcome(publication.channel(), results, index));
    }

    /** What becomes of one publication, written where its result belongs. */
    private record Outcome(Channel channel, Results results, int index) implements Reply<Position> {
        @Override
        public void succeed(Position id) {
            results.put(index, ResultWriter.published(channel, id));
        }

        @Override
        public void fail(Refusal refusal) {
            results.put(index, ResultWriter.failed(refusal));
        }
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

        void put(int index, byte[] result) {
            all[index] = result;
            if (--missing == 0) done.accept(Arrays.asList(all));
        }
    }
}
