package io.continuo.replication.stream;

/** What a change record says. The codes are final. */
public enum RecordType {
    WRITE(1),
    /** The range reads as zeros from now on; no payload. */
    ZERO(2),
    /** The range is given up; reads as zeros at the target; no payload. */
    TRIM(3),
    /** The guest asked for everything before to be on stable storage. */
    FLUSH(4),
    /**
     * A moment in time with nothing written: lets recovery point time move on while a machine is
     * idle.
     */
    TICK(5),
    /**
     * A recovery point: JSON {@link MarkInfo}. Exists once this record and all before it are
     * durable (invariant 3).
     */
    MARK(6),
    /**
     * From here to {@link #EPOCH_END} the replica is not consistent: initial replication or resync;
     * payload is the cause, UTF-8.
     */
    EPOCH_BEGIN(7),
    EPOCH_END(8),
    /**
     * What was written here was written over soon after and left out on the way (ADR 18): the
     * replica is not consistent from here to the sequence its offset says; no payload.
     */
    SUPERSEDED(9);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static RecordType of(int code) throws DamagedFrameException {
        for (RecordType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new DamagedFrameException("unknown record type " + code);
    }
}
