package io.tidings.load;

/** How large the crowds are: {@code -Dload.percent=10} tries a suite on a machine that is busy with other things. */
final class Scale {
    private static final int PERCENT = Integer.getInteger("load.percent", 100);

    private Scale() {}

    static int of(int full) {
        return full * PERCENT / 100;
    }
}
