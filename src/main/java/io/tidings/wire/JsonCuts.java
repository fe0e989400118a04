package io.tidings.wire;

import java.util.Arrays;

/** Where the fields of one JSON object lie in its array, in order. */
final class JsonCuts {
    private static final int NUMBERS = 3;

    private int[] bounds = new int[6 * NUMBERS];
    private int size;

    /**
     * @param name where the name's opening quote is
     * @param colon behind the name
     * @param end behind the value
     */
    void add(int name, int colon, int end) {
        int at = NUMBERS * size++;
        if (at == bounds.length) bounds = Arrays.copyOf(bounds, 2 * at);
        bounds[at] = name;
        bounds[at + 1] = colon;
        bounds[at + 2] = end;
    }

    int size() {
        return size;
    }

    int name(int index) {
        return bounds[NUMBERS * index];
    }

    int colon(int index) {
        return bounds[NUMBERS * index + 1];
    }

    int end(int index) {
        return bounds[NUMBERS * index + 2];
    }
}
