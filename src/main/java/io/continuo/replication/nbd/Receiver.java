package io.continuo.replication.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * What a client sent, received in large steps into chunks and looked at in place.
 *
 * <p>A chunk fills from the start. While others hold it because they keep payloads, it goes on
 * filling behind them; once nobody does, it starts over, so that the same hot memory is used. When
 * the rest is too small for another request like the last, a new chunk takes over; only the
 * beginning of a request that straddles the two is copied.
 */
final class Receiver implements AutoCloseable {
    private final SocketChannel channel;
    private final ChunkPool pool;
    private final Duration chunkWait;
    private Chunk chunk;
    private int position;
    private int lastLength;

    Receiver(SocketChannel channel, ChunkPool pool, Duration chunkWait) {
        this.channel = channel;
        this.pool = pool;
        this.chunkWait = chunkWait;
        pool.admit();
        this.chunk = pool.acquire(chunkWait);
    }

    /** Bytes received and not yet taken. */
    int available() {
        return chunk.buffer().position() - position;
    }

    /**
     * Receives, waiting as needed, until {@code length} bytes are available, all in one chunk.
     *
     * @return false if the client has ended before
     */
    boolean receive(int length) throws IOException {
        makeRoom(length);
        while (available() < length) {
            if (channel.read(chunk.buffer()) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The chunk that holds the available bytes. */
    Chunk chunk() {
        return chunk;
    }

    /** Where in the chunk the available bytes start. */
    int position() {
        return position;
    }

    /** The bytes of the chunk, for absolute reads. */
    ByteBuffer bytes() {
        return chunk.buffer();
    }

    /** Moves behind {@code length} available bytes. */
    void take(int length) {
        position += length;
        lastLength = length;
    }

    private void makeRoom(int length) {
        int available = available();
        if (available == 0 && chunk.exclusive()) {
            position = 0;
            chunk.buffer().clear();
        }
        int wanted = available == 0 ? Math.max(length, lastLength) : length;
        if (position + wanted <= chunk.capacity()) {
            return;
        }
        if (chunk.exclusive()) {
            chunk.buffer().limit(position + available).position(position);
            chunk.buffer().compact();
        } else {
            Chunk next = pool.acquire(chunkWait);
            next.buffer().put(chunk.buffer().slice(position, available));
            chunk.release();
            chunk = next;
        }
        position = 0;
    }

    @Override
    public void close() {
        chunk.release();
        pool.dismiss();
    }
}
