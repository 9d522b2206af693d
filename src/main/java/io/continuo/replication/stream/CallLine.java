package io.continuo.replication.stream;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A connection that carries short messages: a length, and so many bytes. */
final class CallLine implements Closeable {
    private static final int LONGEST = 64 << 10;

    private final Socket socket;
    private final Wire wire;
    private final DataInputStream in;
    private final DataOutputStream out;

    CallLine(Socket socket, Wire wire) {
        this.socket = socket;
        this.wire = wire;
        this.in = new DataInputStream(wire.in());
        this.out = new DataOutputStream(wire.out());
    }

    /** Sent in one piece, so that it travels at once. */
    void write(byte[] message) throws IOException {
        byte[] whole = new byte[Integer.BYTES + message.length];
        java.nio.ByteBuffer.wrap(whole).putInt(message.length).put(message);
        out.write(whole);
        out.flush();
    }

    byte[] read() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new DamagedFrameException("a message of " + length + " bytes");
        }
        return in.readNBytes(length);
    }

    void limit(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
