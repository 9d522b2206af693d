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
     * One piece of a read's data, taken from the export straight into the buffer.
     *
     * @param last whether the reply ends with it
     */
    void piece(GuardedExport export, long cookie, long offset, int length, boolean last)
            throws IOException {
        int header = NbdProtocol.STRUCTURED_REPLY_BYTES + 8;
        room(header + length);
        int start = buffer.position();
        fill(export, start, header, offset, length);
        buffer.position(start);
        structuredHeader(cookie, last, NbdProtocol.REPLY_OFFSET_DATA, 8 + length);
        buffer.putLong(offset).position(start + header + length);
        if (last) {
            end();
        }
    }

    /**
     * The whole of a read's data behind one header, however long. Once the header is on its way a
     * failure can no longer be told, so it ends the connection.
     */
    void whole(GuardedExport export, long cookie, long offset, int length) throws IOException {
        int header =
                structured
                        ? NbdProtocol.STRUCTURED_REPLY_BYTES + 8
                        : NbdProtocol.SIMPLE_REPLY_BYTES;
        int first = Math.min(length, PIECE_BYTES);
        room(header + first);
        int start = buffer.position();
        fill(export, start, header, offset, first);
        buffer.position(start);
        if (structured) {
            structuredHeader(cookie, true, NbdProtocol.REPLY_OFFSET_DATA, 8 + length);
            buffer.putLong(offset);
        } else {
            simpleHeader(cookie, 0);
        }
        buffer.position(start + header + first);
        for (int at = first; at < length; at += PIECE_BYTES) {
            int part = Math.min(length - at, PIECE_BYTES);
            send();
            try {
                fill(export, 0, 0, offset + at, part);
            } catch (NbdException e) {
                throw new Disconnect("a read failed after its reply had begun: " + e.getMessage());
            }
            buffer.position(part);
        }
        end();
    }

    /** The extents of a block status. */
    void extents(long cookie, ByteBuffer extents) throws IOException {
        room(NbdProtocol.STRUCTURED_REPLY_BYTES + 4 + extents.remaining());
        structuredHeader(cookie, true, NbdProtocol.REPLY_BLOCK_STATUS, 4 + extents.remaining());
        buffer.putInt(MetaContext.ALLOCATION_ID).put(extents);
        end();
    }

    /** Sends what is gathered. */
    void send() throws IOException {
        if (buffer.position() == 0) {
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        gathered = 0;
    }

    private void fill(GuardedExport export, int start, int header, long offset, int length)
            throws NbdException {
        try {
            buffer.limit(start + header + length).position(start + header);
            export.read(offset, buffer);
        } finally {
            buffer.limit(buffer.capacity()).position(start);
        }
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
