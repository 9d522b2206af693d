package io.continuo.replication.stream;

/**
 * A frame in memory. The body is {@code header.bodyLength()} bytes from index 0 of {@code body}:
 * the record table, then the coded payload. The array has at least {@link #TAIL_ROOM} bytes to
 * spare behind it, so that a cipher can work in place.
 *
 * <p>Whoever takes a frame owns it: it may change the array and must {@link #close()} it once,
 * which gives the array back to its pool.
 */
public final class Frame implements AutoCloseable {
    /** Room for an authentication tag. */
    public static final int TAIL_ROOM = 16;

    private final FrameHeader header;
    private final byte[] body;
    private final Runnable release;

    public Frame(FrameHeader header, byte[] body, Runnable release) {
        if (body.length < header.bodyLength() + TAIL_ROOM) {
            throw new IllegalArgumentException(
                    "a frame's array needs room for a tag behind the body");
        }
        this.header = header;
        this.body = body;
        this.release = release;
    }

    public FrameHeader header() {
        return header;
    }

    public byte[] body() {
        return body;
    }

    /** Decodes one entry of the record table. */
    public ChangeRecord record(int index) throws DamagedFrameException {
        return ChangeRecord.decode(body, index * ChangeRecord.BYTES);
    }

    /** Where the coded payload starts in {@link #body()}. */
    public int payloadStart() {
        return header.recordCount() * ChangeRecord.BYTES;
    }

    /** Bytes of the coded payload. */
    public int payloadLength() {
        return header.bodyLength() - payloadStart();
    }

    @Override
    public void close() {
        release.run();
    }
}
