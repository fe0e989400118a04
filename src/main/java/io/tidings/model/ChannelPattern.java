package io.tidings.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Which channels a grant covers: segments joined by dots, where {@code *} is exactly one segment and {@code **}, only at
 * the end, one or more.
 */
public final class ChannelPattern {
    private static final String ONE = "*";
    private static final String MANY = "**";
    private static final String SUBJECT = "{sub}";

    private final String text;
    private final List<String> segments;

    private ChannelPattern(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads a pattern of a token.
     *
     * @param subject stands where the pattern says {@code {sub}}: one literal segment, never read as a pattern
     * @throws Refusal {@link Failure#BAD_TOKEN}, naming the pattern and what is wrong with it
     */
    public static ChannelPattern parse(String text, String subject) {
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.equals(MANY) && i < parts.length - 1) throw refused(text, "** stands at the end only");
            if (!part.equals(ONE) && !part.equals(MANY)) parts[i] = literal(text, part, subject);
        }
        return new ChannelPattern(text, List.of(parts));
    }

    /**
     * Reads a channel of a token, in which {@code {sub}} stands for the subject.
     *
     * @throws Refusal {@link Failure#BAD_TOKEN}, naming the channel and what is wrong with it
     */
    public static Channel channel(String text, String subject) {
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) parts[i] = literal(text, parts[i], subject);
        String name = String.join(".", parts);
        if (name.length() > Channel.MAX_LENGTH)
            throw refused(text, "it is longer than " + Channel.MAX_LENGTH + " bytes");
        return new Channel(name);
    }

    private static String literal(String text, String part, String subject) {
        String literal = part.replace(SUBJECT, escaped(subject));
        if (literal.isEmpty()) throw refused(text, "it has an empty segment");
        if (!literal.chars().allMatch(Channel::isSegmentCharacter))
            throw refused(text, "a segment is *, ** at the end, or of A-Z a-z 0-9 _ ~ : - and {sub}");
        return literal;
    }

    private static Refusal refused(String text, String why) {
        return new Refusal(Failure.BAD_TOKEN, "the token's pattern " + Quoted.of(text) + " is not valid: " + why);
    }

    /**
     * A subject as one segment: {@code ~} and every byte outside the alphabet become {@code ~hh}, lower-case hexadecimal.
     * Different subjects give different segments: a surrogate without its other half counts as the three bytes that UTF-8
     * would have for it.
     */
    public static String escaped(String subject) {
        StringBuilder segment = new StringBuilder(subject.length());
        subject.codePoints().forEach(c -> {
            if (c != '~' && Channel.isSegmentCharacter(c)) segment.append((char) c);
            else
                for (byte b : bytes(c))
                    segment.append('~').append(HexFormat.of().toHexDigits(b));
        });
        return segment.toString();
    }

    private static byte[] bytes(int c) {
        boolean unpaired = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return unpaired
                ? new byte[] {(byte) 0xed, (byte) (0x80 | (c >> 6 & 0x3f)), (byte) (0x80 | (c & 0x3f))}
                : Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    public boolean matches(Channel channel) {
        String name = channel.name();
        int from = 0;
        for (int i = 0; i < segments.size(); i++) {
            if (from > name.length()) return false;
            String segment = segments.get(i);
            if (segment.equals(MANY)) return true;
            int dot = name.indexOf('.', from);
            int end = dot < 0 ? name.length() : dot;
            boolean fits = segment.equals(ONE) || (segment.length() == end - from && name.startsWith(segment, from));
            if (!fits) return false;
            from = end + 1;
        }
        return from > name.length();
    }

    /** The pattern as the token has it. */
    @Override
    public String toString() {
        return text;
    }
}
