package io.continuo.replication.mobility;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.stream.RecordType;

/** A place in the {@link ChangeRing}; used over and over. */
final class Slot {
    private static final byte[] NOTHING = new byte[0];

    int disk;
    RecordType type;
    int flags;
    long offset;
    int length;
    long timeMicros;

    /** Holds the data of a write, retained; null for everything else. */
    Chunk chunk;

    int position;

    /** What a mark or the beginning of an epoch says. */
    byte[] text = NOTHING;

    void set(RecordType type, int disk, int flags, long offset, int length, long timeMicros) {
        this.type = type;
        this.disk = disk;
        this.flags = flags;
        this.offset = offset;
        this.length = length;
        this.timeMicros = timeMicros;
        this.chunk = null;
        this.text = NOTHING;
    }

    /** Bytes of data that have to travel. */
    int payloadLength() {
        return chunk == null ? text.length : length;
    }

    /** Whether it changes the disk's bytes. */
    boolean changesDisk() {
        return switch (type) {
            case WRITE, ZERO, TRIM -> true;
            case FLUSH, TICK, MARK, EPOCH_BEGIN, EPOCH_END, SUPERSEDED -> false;
        };
    }

    void copyPayload(byte[] target, int at) {
        if (chunk == null) {
            System.arraycopy(text, 0, target, at, text.length);
        } else {
            chunk.copyTo(position, target, at, length);
        }
    }
}
