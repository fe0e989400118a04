package io.tidings.model;

/** Text from outside, made safe to stand in an error's detail: quoted, short, and free of control characters. */
public final class Quoted {
    private static final int LONGEST = 64;

    private Quoted() {}

    /** The text in double quotes; what is not printable ASCII becomes {@code ?}, what is beyond 64 characters an ellipsis. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder(Math.min(text.length(), LONGEST) + 5).append('"');
        text.chars().limit(LONGEST).forEach(c -> quoted.append(c >= ' ' && c < 0x7f && c != '"' ? (char) c : '?'));
        return quoted.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }
}
