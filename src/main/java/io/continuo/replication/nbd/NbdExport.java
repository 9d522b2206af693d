package io.continuo.replication.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A disk the {@link NbdServer} serves.
 *
 * <p>The server checks every request before it gets here: offsets and lengths lie inside the
 * export, nothing that changes it reaches a read-only one. Each connection calls from a thread of
 * its own, so calls for one connection come one after another in the order they were received, and
 * calls of several connections overlap. Returning normally is what makes the server reply "done";
 * the reply leaves only after the call returned.
 *
 * <p>An {@link IOException} becomes an error reply: {@link io.continuo.client.nbd.NbdException}
 * chooses which, any other is EIO. An unchecked exception is EIO too, and logged. Implementations
 * must not be slow in answering interrupts: the server sends none.
 */
public interface NbdExport {
    /** The name clients ask for; any characters, at most 4096 bytes in UTF-8. */
    String name();

    /** A line for people who list the exports. */
    default String description() {
        return "";
    }

    /** Bytes; constant while the export is served. */
    long size();

    default BlockSizes blockSizes() {
        return BlockSizes.DEFAULT;
    }

    boolean readOnly();

    /**
     * Whether a flush on one connection covers completed writes of all connections, so that clients
     * may spread over several (NBD_FLAG_CAN_MULTI_CONN).
     */
    default boolean multiConnection() {
        return true;
    }

    /** Fills {@code target}'s remaining bytes from {@code offset}. */
    void read(long offset, ByteBuffer target) throws IOException;

    /**
     * Fills {@code target} if that takes no waiting, and else has the disk begin to fetch; {@link
     * #read} is then called for the same range once there is nothing else to do. So many cold reads
     * of one client go on at once. Without this method they go one after another.
     *
     * @return whether it was filled; if not, its content and position mean nothing
     */
    default boolean readNow(long offset, ByteBuffer target) throws IOException {
        read(offset, target);
        return true;
    }

    /**
     * Writes {@code length} bytes of {@code chunk} starting at {@code position}.
     *
     * <p>The bytes stay where they are until this returns, and longer if the chunk is retained. A
     * request longer than {@link ChunkPool#PAYLOAD_BYTES} arrives as several calls in ascending
     * order, {@code fua} set only in the last and then covering all of them; if one fails, the
     * request fails and the rest is not called.
     *
     * @param fua the bytes must be durable on return
     */
    void write(long offset, Chunk chunk, int position, int length, boolean fua) throws IOException;

    /**
     * Makes a range read as zeros.
     *
     * @param noHole the storage must stay allocated
     */
    void zero(long offset, long length, boolean fua, boolean noHole) throws IOException;

    /** The client no longer needs the bytes of a range; they may read as anything afterwards. */
    void trim(long offset, long length, boolean fua) throws IOException;

    /** All writes completed before the call are durable on return. */
    void flush() throws IOException;

    /** A hint that a range will be read soon. */
    default void cache(long offset, long length) throws IOException {}

    /** Tells which parts of a range are allocated, in order, until the consumer has enough. */
    default void blockStatus(long offset, long length, ExtentConsumer consumer) throws IOException {
        consumer.extent(length, false, false);
    }

    /** A client has attached; called before its first request, on its thread. */
    default void opened(NbdPeer peer) {}

    /** A client has gone; called after its last request, on its thread. */
    default void closed(NbdPeer peer) {}

    /** Takes what {@link #blockStatus} finds. */
    @FunctionalInterface
    interface ExtentConsumer {
        /**
         * The next extent.
         *
         * @param length bytes, more than zero
         * @param hole not allocated
         * @param zero reads as zeros
         * @return whether more are wanted
         */
        boolean extent(long length, boolean hole, boolean zero);
    }
}
