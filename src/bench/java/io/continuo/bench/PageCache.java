package io.continuo.bench;

import java.io.IOException;

/**
 * How the page cache holds an image before a run; it decides what a small write costs.
 *
 * <p>After large sequential writes, as an initial copy makes them, the kernel holds the file in
 * large folios and a 4 KiB write costs several times what it costs in single pages.
 */
enum PageCache {
    /** Written in 4 KiB pieces. */
    PAGES("4k"),
    /** Written in 1 MiB pieces. */
    FOLIOS("1M");

    private final String piece;

    PageCache(String piece) {
        this.piece = piece;
    }

    /** Drops what is cached of the contender's image and fills the cache anew. */
    void prepare(Contender contender) throws IOException {
        String image = contender.image().toString();
        long bytes = contender.image().toFile().length();
        Programs.run("sync", "-d", image);
        Programs.run(
                "dd", "of=" + image, "oflag=nocache", "conv=notrunc", "count=0", "status=none");
        Programs.run(
                "fio",
                "--name=prepare",
                "--ioengine=psync",
                "--filename=" + image,
                "--rw=write",
                "--bs=" + piece,
                "--size=" + bytes,
                "--end_fsync=1",
                "--minimal");
    }
}
