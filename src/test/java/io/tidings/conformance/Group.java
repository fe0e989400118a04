package io.tidings.conformance;

/** The groups of cases that the suite has, without those of compression, which is not offered. */
enum Group {
    FRAMING(1, "framing: text and binary, all sizes"),
    PINGS(2, "pings and pongs"),
    RESERVED_BITS(3, "reserved bits"),
    OPCODES(4, "opcodes"),
    FRAGMENTATION(5, "fragmentation, control frames in between"),
    UTF_8(6, "UTF-8, checked as it comes"),
    CLOSING(7, "closing handshake, codes and reasons"),
    LARGE(9, "large and many messages"),
    CHOPPED(10, "automatic fragmentation");

    private final int number;
    private final String title;

    Group(int number, String title) {
        this.number = number;
        this.title = title;
    }

    int number() {
        return number;
    }

    String title() {
        return title;
    }
}
