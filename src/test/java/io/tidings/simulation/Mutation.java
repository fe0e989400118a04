package io.tidings.simulation;

/**
 * A fault that is put into the service on purpose.
 *
 * @param name what the service does wrong then
 * @param file below {@code io/tidings}
 * @param original text that stands there exactly once
 * @param mutated what takes its place
 */
record Mutation(String name, String file, String original, String mutated) {
    /** The engine on which it shows. */
    Engine.Kind kind() {
        return file.startsWith("core/") ? Engine.Kind.OBJECTS : Engine.Kind.LEAN;
    }

    @Override
    public String toString() {
        return name;
    }
}
