package io.tidings.wire;

import io.tidings.model.Failure;
import io.tidings.model.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Splits the body of {@code POST /v1/messages} into its items. Immutable, safe from any thread. */
public final class Batches {
    private final JsonScanner scanner;
    private final PublicationReader reader;
    private final int maxItems;

    /**
     * @param scanner bounds the depth of {@code data}
     * @param maxItems the most publications of one request: an item counts once for each of its channels
     */
    public Batches(JsonScanner scanner, int maxItems) {
        this.scanner = scanner.inEnvelope(2);
        this.reader = new PublicationReader(scanner);
        this.maxItems = maxItems;
    }

    /**
     * The elements of a JSON array, in order.
     *
     * @throws Refusal {@code MALFORMED} when the body as a whole is no JSON array, {@code TOO_LARGE} when it has too many
     *     elements
     */
    public List<BatchItem> array(byte[] body) {
        JsonValue array = scanner.scan(body);
        if (!array.isArray())
            throw new Refusal(
                    Failure.MALFORMED, "a batch must be a JSON array; one message a line is application/x-ndjson");
        List<BatchItem> items = new ArrayList<>();
        int count = 0;
        for (JsonValue element : array.elements()) count = add(reader.read(element), items, count);
        return items;
    }

    /**
     * The lines of newline-delimited JSON, in order; lines end with a line feed, with or without a carriage return, and
     * blank ones are skipped. A line that is not JSON spoils no other.
     *
     * @throws Refusal {@code TOO_LARGE} when there are too many lines
     */
    public List<BatchItem> lines(byte[] body) {
        List<BatchItem> items = new ArrayList<>();
        int count = 0;
        for (int from = 0, to; from < body.length; from = to + 1) {
            to = from;
            boolean blank = true;
            for (; to < body.length && body[to] != '\n'; to++) blank &= isBlank(body[to]);
            if (blank) continue;
            count = add(reader.read(body, from, to - from), items, count);
        }
        return items;
    }

    /** Adds an item. @param count of the publications so far @return their new count */
    private int add(BatchItem item, List<BatchItem> items, int count) {
        int added = item instanceof BatchItem.Publications publications
                ? publications.all().size()
                : 1;
        if (count + added > maxItems)
            throw new Refusal(
                    Failure.TOO_LARGE,
                    "the batch has more than " + maxItems + " messages; send them in several requests");
        items.add(item);
        return count + added;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
