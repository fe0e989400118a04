package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Damages bytes: the kinds of faults that clients, proxies and attackers make. */
final class Mutations {
    private static final List<byte[]> FRAGMENTS = List.of(
            bytes("\""),
            bytes("\\"),
            bytes("{"),
            bytes("}"),
            bytes("["),
            bytes("]"),
            bytes(","),
            bytes(":"),
            bytes("0"),
            bytes("-"),
            bytes("."),
            bytes("e"),
            bytes("\\u12"),
            bytes("\\x"),
            bytes("nul"),
            bytes("NaN"),
            bytes("/*x*/"),
            bytes("\u0000"),
            bytes("\n"),
            bytes("\u00ef\u00bb\u00bf"),
            bytes("\u00c0\u00af"),
            bytes("\u00ed\u00a0\u0080"),
            bytes("\u00f4\u0090\u0080\u0080"),
            bytes("\u00c3"),
            bytes("\u0080"),
            bytes("\u00ff"),
            bytes("\"channel\":\"x\","),
            bytes("null"),
            bytes("[[[[[[[[[["),
            bytes("\u000b"),
            bytes("1.e1"),
            bytes("01"));

    private Mutations() {}

    /** One to three faults. */
    static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) mutated = once(mutated, random);
        return mutated;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(4));
        return switch (random.nextInt(5)) {
            case 0 -> joined(bytes, from, new byte[0], to);
            case 1 -> joined(bytes, from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())), from);
            case 2 -> joined(bytes, from, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())), to);
            case 3 -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, from + 1));
            default -> joined(bytes, from, new byte[0], random.nextInt(3) == 0 ? bytes.length : to);
        };
    }

    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, head);
        out.writeBytes(middle);
        out.write(bytes, tail, bytes.length - tail);
        return out.toByteArray();
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }
}
