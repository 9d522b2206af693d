package io.continuo.replication.stream;

/** What a frame is for. The codes are final. */
public enum FrameType {
    /** Sender to receiver: who I am, JSON {@code Hello}. */
    HELLO(1),
    /** Receiver's answer, JSON {@code Welcome}. */
    WELCOME(2),
    /** Changes. */
    DATA(3),
    /** Receiver to sender: durable up to the header's last sequence and epoch. */
    ACK(4),
    /** Sender asks for leaf hashes of a range. */
    HASH_ASK(5),
    HASHES(6),
    PING(7),
    PONG(8),
    /** Receiver to sender: JSON {@code Problem}; the connection ends after it. */
    FAULT(9),
    /** Receiver to sender: so many more body bytes may be under way (header's plain length). */
    CREDIT(10),
    /** Receiver to sender: on its disk up to the header's last sequence and epoch. */
    KEPT(11),
    /** Sender to receiver: a further connection of the link whose welcome had this token. */
    JOIN(12);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The type of a code read from a line or a journal. */
    public static FrameType of(int code) throws DamagedFrameException {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new DamagedFrameException("unknown frame type " + code);
    }
}
