package io.continuo.simulation.engine;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** How full a simulated disk is: half, or all of it. */
final class SimFileStore extends FileStore {
    private static final long TOTAL = 1L << 40;

    private final Volume volume;

    SimFileStore(Volume volume) {
        this.volume = volume;
    }

    @Override
    public String name() {
        return volume.name();
    }

    @Override
    public String type() {
        return "sim";
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public long getTotalSpace() {
        return TOTAL;
    }

    @Override
    public long getUsableSpace() {
        return volume.isFull() ? 0 : TOTAL / 2;
    }

    @Override
    public long getUnallocatedSpace() {
        return getUsableSpace();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return false;
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return false;
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException(attribute);
    }
}
