package io.tidings.model;

/**
 * A named stream of messages, such as {@code orders.42}.
 *
 * @param name segments of {@code [A-Za-z0-9_~:-]+} joined by dots, 1 to 200 characters
 */
public record Channel(String name) {
    /** The namespace of channels on which the service speaks to itself. */
    public static final String RESERVED = "~tidings";

    /** The longest name, in bytes; names are ASCII. */
    public static final int MAX_LENGTH = 200;

    public Channel {
        String fault = fault(name);
        if (fault != null) throw new IllegalArgumentException(fault);
    }

    /**
     * Reads a name that came from outside.
     *
     * @throws Refusal {@link Failure#MALFORMED}, saying which character or length is wrong
     */
    public static Channel parse(String name) {
        String fault = fault(name);
        if (fault != null) throw new Refusal(Failure.MALFORMED, fault);
        return new Channel(name);
    }

    /** The first segment: history and limits are configured per namespace. */
    public String namespace() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Whether the service speaks to itself on this channel: no grant covers it. */
    public boolean isReserved() {
        return namespace().equals(RESERVED);
    }

    @Override
    public String toString() {
        return name;
    }

    private static @org.jspecify.annotations.Nullable String fault(String name) {
        if (name.isEmpty())
            return "a channel's name is empty; it is made of segments joined by dots, such as orders.42";
        if (name.length() > MAX_LENGTH)
            return "a channel's name has " + name.length() + " characters; at most " + MAX_LENGTH + " are allowed";
        boolean inSegment = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.' && !inSegment) return "the channel's name " + Quoted.of(name) + " has an empty segment";
            if (c != '.' && !isSegmentCharacter(c))
                return "the channel's name " + Quoted.of(name) + " has a character at index " + i
                        + " that is not one of A-Z a-z 0-9 _ ~ : - or a dot between segments";
            inSegment = c != '.';
        }
        return inSegment ? null : "the channel's name " + Quoted.of(name) + " ends with a dot";
    }

    /** Whether a character may stand in a segment of a name. */
    static boolean isSegmentCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '~'
                || c == ':'
                || c == '-';
    }
}
