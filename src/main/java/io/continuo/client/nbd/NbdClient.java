package io.continuo.client.nbd;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A disk at the other end of an NBD connection.
 *
 * <p>Safe for use by several threads; requests go one at a time, so for more at once open more
 * clients. A failed request throws {@link NbdException} and leaves the client usable; any other
 * {@link IOException} means the connection is lost and every later call fails: connect again.
 * Interrupting a thread inside a call closes the connection.
 */
public final class NbdClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final NbdUri uri;
    private final NbdWire wire;
    private final NbdHandshake.Agreed agreed;
    private final NbdReplies replies;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteBuffer header = ByteBuffer.allocateDirect(NbdProtocol.REQUEST_BYTES);
    private long cookie;
    private boolean broken;

    private NbdClient(NbdUri uri, NbdWire wire, NbdHandshake.Agreed agreed) {
        this.uri = uri;
        this.wire = wire;
        this.agreed = agreed;
        this.replies = new NbdReplies(wire, agreed.blockStatus());
    }

    /** Connects and negotiates within ten seconds. */
    public static NbdClient connect(NbdUri uri) throws IOException {
        return connect(uri, CONNECT_TIMEOUT);
    }

    /**
     * Connects and negotiates.
     *
     * @throws IOException nothing listens there, it is no NBD server, it does not know the export,
     *     or it took longer than {@code timeout}
     */
    public static NbdClient connect(NbdUri uri, Duration timeout) throws IOException {
        return connect(uri, timeout, NbdProtocol.BASE_ALLOCATION);
    }

    /**
     * Connects, to be told something else of the disk's blocks than where its holes are.
     *
     * @param context a metadata context, for instance {@code qemu:dirty-bitmap:name}; of what it
     *     says of a range, {@link NbdExtent#hole} is bit 0 and {@link NbdExtent#zero} bit 1
     */
    public static NbdClient connect(NbdUri uri, Duration timeout, String context)
            throws IOException {
        SocketChannel channel = open(uri);
        Thread watchdog = Thread.startVirtualThread(() -> closeAfter(timeout, channel));
        try {
            channel.connect(address(uri));
            NbdWire wire = new NbdWire(channel);
            return new NbdClient(uri, wire, new NbdHandshake(wire).enter(uri.export(), context));
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot use " + uri + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            watchdog.interrupt();
        }
    }

    /** Where this client is connected to. */
    public NbdUri uri() {
        return uri;
    }

    /** Bytes on the disk. */
    public long size() {
        return agreed.size();
    }

    public boolean readOnly() {
        return (agreed.flags() & NbdProtocol.READ_ONLY) != 0;
    }

    /** Fills {@code target}'s remaining bytes from {@code offset}. */
    public void read(long offset, ByteBuffer target) throws IOException {
        int end = target.limit();
        while (target.position() < end) {
            int length = Math.min(end - target.position(), agreed.maximumPayload());
            target.limit(target.position() + length);
            call(NbdProtocol.CMD_READ, 0, offset, length, null, target);
            offset += length;
        }
        target.limit(end);
    }

    /** Reads {@code length} bytes at {@code offset}. */
    public byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(offset, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Writes {@code source}'s remaining bytes at {@code offset}. */
    public void write(long offset, ByteBuffer source) throws IOException {
        write(offset, source, false);
    }

    /**
     * Writes {@code source}'s remaining bytes at {@code offset}.
     *
     * @param fua the bytes are durable when this returns
     */
    public void write(long offset, ByteBuffer source, boolean fua) throws IOException {
        int end = source.limit();
        while (source.position() < end) {
            int length = Math.min(end - source.position(), agreed.maximumPayload());
            source.limit(source.position() + length);
            call(NbdProtocol.CMD_WRITE, fuaFlag(fua), offset, length, source, null);
            offset += length;
            source.limit(end);
        }
    }

    /** Makes every completed write durable. */
    public void flush() throws IOException {
        if ((agreed.flags() & NbdProtocol.SEND_FLUSH) != 0) {
            call(NbdProtocol.CMD_FLUSH, 0, 0, 0, null, null);
        }
    }

    /** Says that a range is no longer needed; it may read as anything afterwards. */
    public void trim(long offset, long length) throws IOException {
        eachRange(NbdProtocol.CMD_TRIM, 0, offset, length);
    }

    /** Makes a range read as zeros. */
    public void zero(long offset, long length, boolean fua) throws IOException {
        eachRange(NbdProtocol.CMD_WRITE_ZEROES, fuaFlag(fua), offset, length);
    }

    /** Hints that a range will be read soon. */
    public void cache(long offset, long length) throws IOException {
        eachRange(NbdProtocol.CMD_CACHE, 0, offset, length);
    }

    /** Whether the server tells of blocks what was asked for when connecting. */
    public boolean hasBlockStatus() {
        return agreed.blockStatus() >= 0;
    }

    /** The parts of a range, in order and without gaps; one unknown part if the server has none. */
    public List<NbdExtent> blockStatus(long offset, long length) throws IOException {
        if (agreed.blockStatus() < 0) {
            return List.of(new NbdExtent(offset, length, false, false));
        }
        List<NbdExtent> extents = new ArrayList<>();
        long end = offset + length;
        for (long at = offset; at < end; ) {
            int part = (int) Math.min(end - at, 1 << 30);
            ByteBuffer answer = call(NbdProtocol.CMD_BLOCK_STATUS, 0, at, part, null, null);
            long limit = at + part;
            while (answer.remaining() >= 8 && at < limit) {
                long bytes = Math.min(answer.getInt() & 0xffffffffL, limit - at);
                int state = answer.getInt();
                boolean hole = (state & NbdProtocol.STATE_HOLE) != 0;
                boolean zero = (state & NbdProtocol.STATE_ZERO) != 0;
                extents.add(new NbdExtent(at, bytes, hole, zero));
                at += bytes;
            }
        }
        return extents;
    }

    /** Closes at once, also under a call of another thread, which fails then. */
    public void abort() {
        try {
            wire.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** Says goodbye and closes; does nothing the second time. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!broken) {
                broken = true;
                wire.send(request(NbdProtocol.CMD_DISC, 0, 0, 0));
            }
            wire.close();
        } catch (IOException e) {
            // It is gone either way.
        } finally {
            lock.unlock();
        }
    }

    private void eachRange(int command, int flags, long offset, long length) throws IOException {
        for (long at = offset; at < offset + length; ) {
            int part = (int) Math.min(offset + length - at, 1 << 30);
            call(command, flags, at, part, null, null);
            at += part;
        }
    }

    private ByteBuffer call(
            int command, int flags, long offset, int length, ByteBuffer out, ByteBuffer in)
            throws IOException {
        lock.lock();
        try {
            if (broken) {
                throw new IOException("not connected to " + uri + " any more");
            }
            ByteBuffer request = request(command, flags, offset, length);
            if (out == null) {
                wire.send(request);
            } else {
                wire.send(request, out);
            }
            return replies.receive(cookie, offset, in);
        } catch (NbdException e) {
            throw e;
        } catch (IOException e) {
            broken = true;
            wire.close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private ByteBuffer request(int command, int flags, long offset, int length) {
        header.clear().putInt(NbdProtocol.REQUEST_MAGIC);
        header.putShort((short) flags).putShort((short) command).putLong(++cookie);
        return header.putLong(offset).putInt(length).flip();
    }

    private static int fuaFlag(boolean fua) {
        return fua ? NbdProtocol.CMD_FLAG_FUA : 0;
    }

    private static SocketChannel open(NbdUri uri) throws IOException {
        return switch (uri) {
            case NbdUri.Unix _ -> SocketChannel.open(StandardProtocolFamily.UNIX);
            case NbdUri.Tcp _ ->
                    SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
        };
    }

    private static SocketAddress address(NbdUri uri) throws IOException {
        return switch (uri) {
            case NbdUri.Unix unix -> UnixDomainSocketAddress.of(unix.socket());
            case NbdUri.Tcp tcp -> {
                InetSocketAddress address = new InetSocketAddress(tcp.host(), tcp.port());
                if (address.isUnresolved()) {
                    throw new IOException("unknown host " + tcp.host());
                }
                yield address;
            }
        };
    }

    private static void closeAfter(Duration timeout, SocketChannel channel) {
        try {
            Thread.sleep(timeout);
            channel.close();
        } catch (InterruptedException | IOException e) {
            // Connected in time, or closed already.
        }
    }
}
