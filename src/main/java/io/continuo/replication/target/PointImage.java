package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.Slice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All disks of a machine as they were at one point. Neither base nor journal is written by it. */
final class PointImage implements AutoCloseable {
    private final Slice slice;
    private final List<DiskSpec> specs;
    private final List<PointDisk> disks;
    private final Runnable unpin;

    private PointImage(Slice slice, List<DiskSpec> specs, List<PointDisk> disks, Runnable unpin) {
        this.slice = slice;
        this.specs = specs;
        this.disks = disks;
        this.unpin = unpin;
    }

    /**
     * @param specs the disks the machine had at the point
     * @param slice up to the point; closed with the image
     * @param unpin called when the image is closed
     */
    static PointImage open(BaseImages base, List<DiskSpec> specs, Slice slice, Runnable unpin)
            throws IOException {
        try {
            List<PointDisk> disks = new ArrayList<>();
            for (DiskSpec spec : specs) {
                ExtentMap map = slice.map(spec.index(), 0, spec.sizeBytes());
                SparseFile image = base.image(spec.index());
                disks.add(new PointDisk(image, slice, map, spec.sizeBytes()));
            }
            return new PointImage(slice, specs, disks, unpin);
        } catch (IOException | RuntimeException e) {
            slice.close();
            unpin.run();
            throw e;
        }
    }

    /** Which disks these are, in the same order. */
    List<DiskSpec> specs() {
        return specs;
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
