package io.tidings.transport.lean;

import io.tidings.wire.Utf8;

/** What a Close frame carries (RFC 6455, 5.5.1 and 7.4). */
final class CloseFrame {
    /** Stands for a Close without a code. */
    static final int NO_CODE = 1005;

    private static final int FIRST_OWN = 3000;
    private static final int LAST_OWN = 4999;

    private CloseFrame() {}

    /** The code of a payload; {@link #NO_CODE} when it is empty, -1 when it has none that may be sent. */
    static int code(byte[] payload) {
        if (payload.length == 0) return NO_CODE;
        if (payload.length == 1) return -1;
        int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        return maySend(code) ? code : -1;
    }

    /** What is registered (IANA) and not reserved for use without a frame, and what applications define. */
    private static boolean maySend(int code) {
        boolean registered = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
        return registered || code >= FIRST_OWN && code <= LAST_OWN;
    }

    /** Whether what follows the code is text. */
    static boolean isReasonText(byte[] payload) {
        return payload.length <= 2 || Utf8.wellFormed(payload, 2, payload.length) == payload.length;
    }
}
