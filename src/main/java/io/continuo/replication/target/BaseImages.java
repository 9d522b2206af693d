package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.replication.files.DurableDirectories;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The raw image of each disk as of the folded position. */
final class BaseImages implements AutoCloseable {
    private final List<SparseFile> images;

    private BaseImages(List<SparseFile> images) {
        this.images = images;
    }

    static BaseImages open(Path directory, List<DiskSpec> disks, Optional<LinuxHoles> holes)
            throws IOException {
        DurableDirectories.create(directory);
        List<SparseFile> images = new ArrayList<>();
        BaseImages opened = new BaseImages(images);
        try {
            for (int i = 0; i < disks.size(); i++) {
                Path image = directory.resolve("disk-" + i + ".img");
                images.add(SparseFile.open(image, disks.get(i).sizeBytes(), holes));
            }
            DurableDirectories.sync(directory);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    SparseFile image(int disk) {
        return images.get(disk);
    }

    int count() {
        return images.size();
    }

    void force() throws IOException {
        for (SparseFile image : images) {
            image.force();
        }
    }

    @Override
    public void close() throws IOException {
        for (SparseFile image : images) {
            image.close();
        }
    }
}
