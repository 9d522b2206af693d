package io.continuo.replication.target;

import io.continuo.replication.files.DurableDirectories;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The raw image of each disk, by index, as of the folded position. */
final class BaseImages implements AutoCloseable {
    private final Path directory;
    private final Optional<LinuxHoles> holes;
    private final List<SparseFile> images = new CopyOnWriteArrayList<>();

    private BaseImages(Path directory, Optional<LinuxHoles> holes) {
        this.directory = directory;
        this.holes = holes;
    }

    /**
     * @param sizes bytes of each disk, by index
     */
    static BaseImages open(Path directory, List<Long> sizes, Optional<LinuxHoles> holes)
            throws IOException {
        DurableDirectories.create(directory);
        BaseImages opened = new BaseImages(directory, holes);
        try {
            opened.add(sizes);
            DurableDirectories.sync(directory);
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private void add(List<Long> sizes) throws IOException {
        for (int i = images.size(); i < sizes.size(); i++) {
            Path image = directory.resolve("disk-" + i + ".img");
            images.add(SparseFile.open(image, sizes.get(i), holes));
        }
    }

    /** Disks were added at the end, or became larger. */
    void grow(List<Long> sizes) throws IOException {
        for (int i = 0; i < images.size(); i++) {
            images.get(i).grow(sizes.get(i));
        }
        add(sizes);
        force();
        DurableDirectories.sync(directory);
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
