package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdProtocol;

import java.nio.ByteBuffer;

/** Extents as they go over the wire: neighbours alike are one, and no more than were asked for. */
final class ExtentList implements NbdExport.ExtentConsumer {
    private static final int EXTENT_BYTES = 8;

    private final ByteBuffer bytes;
    private long left;
    private long pendingLength;
    private int pendingState;

    /**
     * @param length bytes to describe, less than 4 GiB
     * @param most extents to describe them with; the rest is left out
     */
    ExtentList(long length, int most) {
        this.left = length;
        this.bytes = ByteBuffer.allocate(most * EXTENT_BYTES);
    }

    @Override
    public boolean extent(long length, boolean hole, boolean zero) {
        int state = (hole ? NbdProtocol.STATE_HOLE : 0) | (zero ? NbdProtocol.STATE_ZERO : 0);
        if (state != pendingState) {
            emit();
        }
        if (bytes.hasRemaining()) {
            long taken = Math.min(length, left);
            pendingState = state;
            pendingLength += taken;
            left -= taken;
        }
        return left > 0 && bytes.hasRemaining();
    }

    /** What was gathered; empty if nothing was. */
    ByteBuffer bytes() {
        emit();
        return bytes.flip();
    }

    private void emit() {
        if (pendingLength > 0) {
            bytes.putInt((int) pendingLength).putInt(pendingState);
            pendingLength = 0;
        }
    }
}
