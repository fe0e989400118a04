package io.tidings.wire;

import io.tidings.model.Position;

/** Writes ASCII text and numbers into an array, without a string in between. Each method returns where the next byte goes. */
final class Ascii {
    private Ascii() {}

    static int write(byte[] text, byte[] into, int at) {
        System.arraycopy(text, 0, into, at, text.length);
        return at + text.length;
    }

    static int write(String text, byte[] into, int at) {
        for (int i = 0; i < text.length(); i++) into[at + i] = (byte) text.charAt(i);
        return at + text.length();
    }

    static int size(Position position) {
        return digits(position.offset()) + 1 + digits(position.tag());
    }

    static int write(Position position, byte[] into, int at) {
        int dash = write(position.offset(), into, at);
        into[dash] = '-';
        return write(position.tag(), into, dash + 1);
    }

    private static int write(long number, byte[] into, int at) {
        int end = at + digits(number);
        long rest = number;
        for (int i = end - 1; i >= at; i--, rest /= 10) into[i] = (byte) ('0' + rest % 10);
        return end;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) digits++;
        return digits;
    }
}
