package io.continuo.replication.nbd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.client.nbd.NbdProtocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Replies gathered for one send: eight at a time, or what there is when the input is dry, because a
 * system call for each costs more than all the rest of a small write.
 */
final class Replies {
    /** Most data of a read sent as one piece. */
    static final int PIECE_BYTES = 256 << 10;

    private static final int GATHERED = 8;
    private static final int HEADER_ROOM = 4096;
    private static final int MAXIMUM_MESSAGE = 512;

    private final SocketChannel channel;
    private final boolean structured;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE_BYTES + HEADER_ROOM);
    private int gathered;

    Replies(SocketChannel channel, boolean structured) {
        this.channel = channel;
        this.structured = structured;
    }

    /** "Done", for everything but reads and block status. */
    void done(long cookie) throws IOException {
        room(NbdProtocol.SIMPLE_REPLY_BYTES);
        simpleHeader(cookie, 0);
        end();
    }

    /** The reply to reading nothing, which under structured replies may not be a simple one. */
    void nothing(long cookie) throws IOException {
        room(NbdProtocol.STRUCTURED_REPLY_BYTES);
        structuredHeader(cookie, true, NbdProtocol.REPLY_NONE, 0);
        end();
    }

    /** "Failed", with a sentence where the client understands one. */
    void failed(long cookie, NbdError error, String message) throws IOException {
        if (!structured) {
            room(NbdProtocol.SIMPLE_REPLY_BYTES);
            simpleHeader(cookie, error.code());
        } else {
            byte[] text = String.valueOf(message).getBytes(UTF_8);
            int length = Math.min(text.length, MAXIMUM_MESSAGE);
            room(NbdProtocol.STRUCTURED_REPLY_BYTES + 6 + length);
            structuredHeader(cookie, true, NbdProtocol.REPLY_ERROR, 6 + length);
            buffer.putInt(error.code()).putShort((short) length).put(text, 0, length);
        }
        end();
    }

    /**
     * A read's data, if it can be had without waiting.
     *
     * @param length at most {@link #PIECE_BYTES}
     * @return whether it was
     */
    boolean now(GuardedExport export, long cookie, long offset, int length) throws IOException {
        int header = dataHeaderBytes();
        room(header + length);
        int start = buffer.position();
        boolean filled;
        try {
            buffer.limit(start + header + length).position(start + header);
            filled = export.readNow(offset, buffer);
        } finally {
            buffer.limit(buffer.capacity()).position(start);
        }
        if (filled) {
            dataHeader(cookie, true, offset, length);
            buffer.position(start + header + length);
            end();
        }
        return filled;
    }

    /**
     * One piece of a read's data, taken from the export straight into the buffer.
     *
     * @param length at most {@link #PIECE_BYTES}
     * @param last whether the reply ends with it
     */
    void piece(GuardedExport export, long cookie, long offset, int length, boolean last)
            throws IOException {
        begin(export, cookie, last, offset, length, length);
        if (last) {
            end();
        }
    }

    /**
     * The whole of a read's data behind one header, however long. Once the header is on its way a
     * failure can no longer be told, so it ends the connection.
     */
    void whole(GuardedExport export, long cookie, long offset, int length) throws IOException {
        int first = Math.min(length, PIECE_BYTES);
        begin(export, cookie, true, offset, length, first);
        for (int at = first; at < length; at += PIECE_BYTES) {
            send();
            try {
                fill(export, 0, offset + at, Math.min(length - at, PIECE_BYTES));
            } catch (NbdException e) {
                throw new Disconnect("a read failed after its reply had begun: " + e.getMessage());
            }
        }
        end();
    }

    /** A header for {@code length} bytes of data and the {@code first} of them. */
    private void begin(
            GuardedExport export, long cookie, boolean last, long offset, int length, int first)
            throws IOException {
        int header = dataHeaderBytes();
        room(header + first);
        int start = buffer.position();
        fill(export, header, offset, first);
        int end = buffer.position();
        buffer.position(start);
        dataHeader(cookie, last, offset, length);
        buffer.position(end);
    }

    /** Reads behind a gap; where that fails, the buffer is as before. */
    private void fill(GuardedExport export, int gap, long offset, int length) throws NbdException {
        int start = buffer.position();
        int end = start + gap + length;
        try {
            buffer.limit(end).position(start + gap);
            export.read(offset, buffer);
        } catch (NbdException e) {
            end = start;
            throw e;
        } finally {
            buffer.limit(buffer.capacity()).position(end);
        }
    }

    private int dataHeaderBytes() {
        return structured
                ? NbdProtocol.STRUCTURED_REPLY_BYTES + Long.BYTES
                : NbdProtocol.SIMPLE_REPLY_BYTES;
    }

    private void dataHeader(long cookie, boolean last, long offset, int length) {
        if (structured) {
            int data = Long.BYTES + length;
            structuredHeader(cookie, last, NbdProtocol.REPLY_OFFSET_DATA, data);
            buffer.putLong(offset);
        } else {
            simpleHeader(cookie, 0);
        }
    }

    /** The extents of a block status. */
    void extents(long cookie, ByteBuffer extents) throws IOException {
        room(NbdProtocol.STRUCTURED_REPLY_BYTES + 4 + extents.remaining());
        structuredHeader(cookie, true, NbdProtocol.REPLY_BLOCK_STATUS, 4 + extents.remaining());
        buffer.putInt(MetaContext.ALLOCATION_ID).put(extents);
        end();
    }

    /** Whether nothing is waiting to be sent. */
    boolean none() {
        return buffer.position() == 0;
    }

    /** Sends what is gathered. */
    void send() throws IOException {
        if (none()) {
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        gathered = 0;
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            send();
        }
    }

    private void end() throws IOException {
        if (++gathered >= GATHERED) {
            send();
        }
    }

    private void simpleHeader(long cookie, int error) {
        buffer.putInt(NbdProtocol.SIMPLE_REPLY_MAGIC).putInt(error).putLong(cookie);
    }

    private void structuredHeader(long cookie, boolean last, int type, int length) {
        buffer.putInt(NbdProtocol.STRUCTURED_REPLY_MAGIC);
        buffer.putShort((short) (last ? NbdProtocol.REPLY_FLAG_DONE : 0)).putShort((short) type);
        buffer.putLong(cookie).putInt(length);
    }
}
