package io.continuo.client.nbd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/** The client's side of the newstyle negotiation. */
final class NbdHandshake {
    /** No reply to an option is longer; a server that sends more is not one. */
    private static final int MAXIMUM_REPLY = 64 << 10;

    private final NbdWire wire;

    NbdHandshake(NbdWire wire) {
        this.wire = wire;
    }

    /**
     * What was agreed on.
     *
     * @param blockStatus the id of the metadata context, or -1 where the server has none
     */
    record Agreed(long size, int flags, int maximumPayload, boolean structured, int blockStatus) {}

    Agreed enter(String export, String context) throws IOException {
        ByteBuffer hello = wire.receive(18);
        if (hello.getLong() != NbdProtocol.MAGIC || hello.getLong() != NbdProtocol.OPTION_MAGIC) {
            throw new ProtocolException("this is not a newstyle NBD server");
        }
        int both = NbdProtocol.FLAG_FIXED_NEWSTYLE | NbdProtocol.FLAG_NO_ZEROES;
        int offered = hello.getShort();
        if ((offered & both) != both) {
            throw new ProtocolException("the NBD server is too old: its flags are " + offered);
        }
        wire.send(ByteBuffer.allocate(4).putInt(both).flip());
        boolean structured = structuredReplies();
        int blockStatus = structured ? metaContext(export, context) : -1;
        return go(export, structured, blockStatus);
    }

    private boolean structuredReplies() throws IOException {
        send(NbdProtocol.OPT_STRUCTURED_REPLY, ByteBuffer.allocate(0));
        return reply(NbdProtocol.OPT_STRUCTURED_REPLY).type() == NbdProtocol.REP_ACK;
    }

    private int metaContext(String export, String context) throws IOException {
        byte[] name = export.getBytes(UTF_8);
        byte[] query = context.getBytes(UTF_8);
        ByteBuffer data = ByteBuffer.allocate(12 + name.length + query.length);
        data.putInt(name.length).put(name).putInt(1).putInt(query.length).put(query);
        send(NbdProtocol.OPT_SET_META_CONTEXT, data.flip());
        int id = -1;
        while (true) {
            Reply reply = reply(NbdProtocol.OPT_SET_META_CONTEXT);
            if (reply.type() != NbdProtocol.REP_META_CONTEXT) {
                return id;
            }
            id = reply.data().getInt();
        }
    }

    private Agreed go(String export, boolean structured, int blockStatus) throws IOException {
        byte[] name = export.getBytes(UTF_8);
        ByteBuffer data = ByteBuffer.allocate(8 + name.length);
        data.putInt(name.length).put(name).putShort((short) 1);
        data.putShort((short) NbdProtocol.INFO_BLOCK_SIZE);
        send(NbdProtocol.OPT_GO, data.flip());
        long size = -1;
        int flags = 0;
        int maximum = NbdProtocol.DEFAULT_MAXIMUM_PAYLOAD;
        while (true) {
            Reply reply = reply(NbdProtocol.OPT_GO);
            if (reply.type() == NbdProtocol.REP_ACK && size >= 0) {
                return new Agreed(size, flags, maximum, structured, blockStatus);
            }
            if (reply.type() != NbdProtocol.REP_INFO) {
                throw refused(export, reply);
            }
            int kind = reply.data().getShort();
            if (kind == NbdProtocol.INFO_EXPORT) {
                size = reply.data().getLong();
                flags = reply.data().getShort() & 0xffff;
            } else if (kind == NbdProtocol.INFO_BLOCK_SIZE) {
                maximum = Math.max(4096, reply.data().position(10).getInt());
            }
        }
    }

    private static IOException refused(String export, Reply reply) {
        String said = UTF_8.decode(reply.data()).toString();
        String what = "the NBD server refused export \"" + export + "\"";
        return new ProtocolException(said.isEmpty() ? what : what + ": " + said);
    }

    private void send(int option, ByteBuffer data) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(16);
        header.putLong(NbdProtocol.OPTION_MAGIC).putInt(option).putInt(data.remaining());
        wire.send(header.flip(), data);
    }

    private record Reply(int type, ByteBuffer data) {}

    private Reply reply(int option) throws IOException {
        ByteBuffer header = wire.receive(20);
        if (header.getLong() != NbdProtocol.OPTION_REPLY_MAGIC || header.getInt() != option) {
            throw new ProtocolException("the NBD server answered something else than was asked");
        }
        int type = header.getInt();
        int length = header.getInt();
        if (length < 0 || length > MAXIMUM_REPLY) {
            throw new ProtocolException("the NBD server's answer is too long: " + length);
        }
        return new Reply(type, wire.receive(length));
    }
}
