package io.continuo.replication.stream;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Arrays for frame bodies. Large ones are kept and used again; small ones, as idle machines send,
 * are left to the collector. Never blocks: with none to hand it makes one.
 */
public final class FramePool {
    private static final int SMALL = 64 * 1024;
    private static final int LARGE = FrameHeader.MAX_BODY + Frame.TAIL_ROOM;
    private static final int KEPT = 24;

    private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

    /** An array for a body of {@code bodyLength} bytes, with room for a tag behind it. */
    public byte[] acquire(int bodyLength) {
        int wanted = bodyLength + Frame.TAIL_ROOM;
        if (wanted <= SMALL) {
            return new byte[wanted];
        }
        byte[] array = free.poll();
        return array == null ? new byte[LARGE] : array;
    }

    /** Gives an array back. */
    public void release(byte[] array) {
        if (array.length == LARGE) {
            free.offer(array);
        }
    }

    /** A frame over an array of this pool, which closing it gives back. */
    public Frame frame(FrameHeader header, byte[] body) {
        return new Frame(header, body, () -> release(body));
    }
}
