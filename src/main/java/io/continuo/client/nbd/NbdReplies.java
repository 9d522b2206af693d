package io.continuo.client.nbd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** Reads the reply, simple or structured, to the one request under way. */
final class NbdReplies {
    private static final int MAXIMUM_SIDE_DATA = 1 << 20;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final NbdWire wire;
    private final int blockStatus;

    NbdReplies(NbdWire wire, int blockStatus) {
        this.wire = wire;
        this.blockStatus = blockStatus;
    }

    /**
     * Waits for the reply.
     *
     * @param target where data goes, its remaining bytes being what was asked for; null for none
     * @return the extents of a block status, else nothing
     */
    ByteBuffer receive(long cookie, long offset, ByteBuffer target) throws IOException {
        Reply reply = new Reply(cookie, offset, target);
        while (!reply.done) {
            ByteBuffer header = wire.receive(NbdProtocol.SIMPLE_REPLY_BYTES);
            switch (header.getInt()) {
                case NbdProtocol.SIMPLE_REPLY_MAGIC -> simple(header, reply);
                case NbdProtocol.STRUCTURED_REPLY_MAGIC -> structured(header, reply);
                default -> throw new ProtocolException("this is no NBD reply");
            }
        }
        if (reply.failure != null) {
            throw reply.failure;
        }
        if (target != null) {
            target.position(target.limit());
        }
        return reply.extents;
    }

    private void simple(ByteBuffer header, Reply reply) throws IOException {
        int error = header.getInt();
        reply.check(header.getLong());
        reply.done = true;
        if (error != 0) {
            reply.failure = failure(NbdError.of(error), "");
        } else if (reply.target != null) {
            wire.receive(reply.target.duplicate());
        }
    }

    private void structured(ByteBuffer header, Reply reply) throws IOException {
        int flags = header.getShort();
        int type = header.getShort() & 0xffff;
        reply.check(header.getLong());
        long length = wire.receive(4).getInt() & 0xffffffffL;
        reply.done = (flags & NbdProtocol.REPLY_FLAG_DONE) != 0;
        if (type == NbdProtocol.REPLY_OFFSET_DATA) {
            wire.receive(reply.part(wire.receive(8).getLong(), length - 8));
        } else if (type == NbdProtocol.REPLY_OFFSET_HOLE) {
            ByteBuffer hole = wire.receive(12);
            ByteBuffer part = reply.part(hole.getLong(), hole.getInt());
            part.put(new byte[part.remaining()]);
        } else if (length > MAXIMUM_SIDE_DATA) {
            throw new ProtocolException("the NBD server's reply is too long: " + length);
        } else if (type == NbdProtocol.REPLY_BLOCK_STATUS && length >= 12) {
            ByteBuffer extents = wire.receive((int) length);
            if (extents.getInt() == blockStatus) {
                reply.extents = extents;
            }
        } else if (NbdProtocol.isErrorReply(type) && length >= 6) {
            ByteBuffer error = wire.receive((int) length);
            NbdError code = NbdError.of(error.getInt());
            int said = Math.min(error.getShort() & 0xffff, error.remaining());
            reply.failure = failure(code, UTF_8.decode(error.limit(6 + said)).toString());
        } else {
            wire.skip(length);
        }
    }

    private static NbdException failure(NbdError error, String said) {
        return new NbdException(
                error, "the NBD server answered " + error + (said.isEmpty() ? "" : ": " + said));
    }

    private static final class Reply {
        private final long cookie;
        private final long offset;
        private final ByteBuffer target;
        private boolean done;
        private NbdException failure;
        private ByteBuffer extents = NOTHING;

        Reply(long cookie, long offset, ByteBuffer target) {
            this.cookie = cookie;
            this.offset = offset;
            this.target = target;
        }

        void check(long received) throws ProtocolException {
            if (received != cookie) {
                throw new ProtocolException("the NBD server answered another request");
            }
        }

        ByteBuffer part(long from, long length) throws ProtocolException {
            long start = from - offset;
            if (target == null || start < 0 || length < 0 || start + length > target.remaining()) {
                throw new ProtocolException("the NBD server sent data nobody asked for");
            }
            return target.duplicate()
                    .limit((int) (target.position() + start + length))
                    .position((int) (target.position() + start));
        }
    }
}
