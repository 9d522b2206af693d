package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdProtocol;

import java.nio.ByteBuffer;

/**
 * The header of a request, read anew for each so that none is allocated.
 *
 * <p>Source: NBD protocol, "Request message".
 */
final class Request {
    int flags;
    int command;
    long cookie;
    long offset;

    /** Unsigned 32 bits. */
    long length;

    /** Reads the header at {@code position}. */
    void read(ByteBuffer bytes, int position) throws Disconnect {
        if (bytes.getInt(position) != NbdProtocol.REQUEST_MAGIC) {
            throw new Disconnect("what it sent is not a request");
        }
        flags = bytes.getShort(position + 4) & 0xffff;
        command = bytes.getShort(position + 6) & 0xffff;
        cookie = bytes.getLong(position + 8);
        offset = bytes.getLong(position + 16);
        length = bytes.getInt(position + 24) & 0xffffffffL;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean within(long size) {
        return offset >= 0 && offset <= size && length <= size - offset;
    }
}
