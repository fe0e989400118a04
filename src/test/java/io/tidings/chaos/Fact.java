package io.tidings.chaos;

import io.tidings.model.Position;

/**
 * One entry that a log held at some time.
 *
 * @param index of the fact in its truth, from 0
 * @param number what it said
 * @param nanos when it was noticed, as {@code System.nanoTime}; it was there before
 */
record Fact(int index, Position id, Position prev, int number, long nanos) {}
