package io.continuo.replication.stream;

/**
 * How a frame's payload is coded. The record table in front of it never is. The codes are final.
 */
public enum PayloadCodec {
    RAW(0),
    ZSTD(1);

    private final int code;

    PayloadCodec(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static PayloadCodec of(int code) throws DamagedFrameException {
        for (PayloadCodec codec : values()) {
            if (codec.code == code) {
                return codec;
            }
        }
        throw new DamagedFrameException("unknown payload codec " + code);
    }
}
