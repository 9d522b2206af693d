package io.continuo.platform.script;

import java.nio.charset.Charset;

/** The last bytes of a stream that may be endless. */
final class Tail {
    private static final String CUT = "…";

    private final byte[] bytes;
    private int next;
    private boolean full;

    Tail(int limit) {
        bytes = new byte[limit];
    }

    void add(byte[] more) {
        for (byte one : more) {
            bytes[next] = one;
            next = (next + 1) % bytes.length;
            full |= next == 0;
        }
    }

    /** What is kept; begins with an ellipsis where something is left out. */
    String text(Charset charset) {
        if (!full) {
            return new String(bytes, 0, next, charset);
        }
        byte[] ordered = new byte[bytes.length];
        System.arraycopy(bytes, next, ordered, 0, bytes.length - next);
        System.arraycopy(bytes, 0, ordered, bytes.length - next, next);
        return CUT + new String(ordered, charset);
    }
}
