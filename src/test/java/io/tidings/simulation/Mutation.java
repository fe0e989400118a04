package io.tidings.simulation;

/**
 * A fault that is put into the core on purpose.
 *
 * @param name what the mutated core does wrong
 * @param file of the core, below {@code io/tidings/core}
 * @param original text that stands there exactly once
 * @param mutated what takes its place
 */
record Mutation(String name, String file, String original, String mutated) {
    @Override
    public String toString() {
        return name;
    }
}
