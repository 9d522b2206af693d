package io.continuo.lab;

import java.nio.ByteBuffer;

/** A disk of bytes in memory. */
final class MemoryDisk implements GuestDisk {
    private final byte[] bytes;

    MemoryDisk(long size) {
        bytes = new byte[(int) size];
    }

    private MemoryDisk(byte[] bytes) {
        this.bytes = bytes;
    }

    synchronized MemoryDisk copy() {
        return new MemoryDisk(bytes.clone());
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public synchronized void read(long offset, ByteBuffer target) {
        target.put(bytes, (int) offset, target.remaining());
    }

    @Override
    public synchronized void write(long offset, ByteBuffer source, boolean durable) {
        source.get(bytes, (int) offset, source.remaining());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
