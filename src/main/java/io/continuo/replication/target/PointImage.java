package io.continuo.replication.target;

import io.continuo.replication.journal.Slice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All disks of a machine as they were at one point. Neither base nor journal is written by it. */
final class PointImage implements AutoCloseable {
    private final Slice slice;
    private final List<PointDisk> disks;
    private final Runnable unpin;

    private PointImage(Slice slice, List<PointDisk> disks, Runnable unpin) {
        this.slice = slice;
        this.disks = disks;
        this.unpin = unpin;
    }

    /**
     * @param slice up to the point; closed with the image
     * @param unpin called when the image is closed
     */
    static PointImage open(BaseImages base, Slice slice, Runnable unpin) throws IOException {
        try {
            List<PointDisk> disks = new ArrayList<>();
            for (int i = 0; i < base.count(); i++) {
                disks.add(new PointDisk(base.image(i), slice, slice.map(i)));
            }
            return new PointImage(slice, disks, unpin);
        } catch (IOException | RuntimeException e) {
            slice.close();
            unpin.run();
            throw e;
        }
    }

    List<PointDisk> disks() {
        return disks;
    }

    @Override
    public void close() {
        slice.close();
        unpin.run();
    }
}
