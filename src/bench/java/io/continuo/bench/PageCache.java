package io.continuo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the page cache holds an image before a run; it decides what a small write costs.
 *
 * <p>After large sequential writes, as an initial copy makes them, the kernel holds the file in
 * large folios and a 4 KiB write costs several times what it costs in single pages.
 */
enum PageCache {
    /** The file was written in 4 KiB pieces. */
    PAGES(false, "4k"),
    /** The file was written in 1 MiB pieces, past the server, as a copying program does. */
    FOLIOS(false, "1M"),
    /** The disk was written in 1 MiB pieces through the server, as its user does. */
    USED(true, "1M"),
    /** Nothing was cached, then the disk was read in sequence through the server. */
    READ(false, "64k"),
    /** Nothing of the file is cached: reads wait for the disk. */
    COLD(false, "64k");

    private final boolean throughServer;
    private final String piece;

    PageCache(boolean throughServer, String piece) {
        this.throughServer = throughServer;
        this.piece = piece;
    }

    /** Drops what is cached of the contender's image and brings the cache into this state. */
    void prepare(Contender contender) throws IOException {
        drop(contender);
        pass(contender, "write", piece, throughServer);
        if (this == COLD || this == READ) {
            drop(contender);
        }
        if (this == READ) {
            pass(contender, "read", "256k", true);
        }
    }

    private static void pass(Contender contender, String rw, String piece, boolean throughServer)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("fio", "--name=prepare"));
        command.addAll(
                throughServer
                        ? Fio.engine(contender.uri())
                        : List.of("--ioengine=psync", "--filename=" + contender.image()));
        command.addAll(List.of("--rw=" + rw, "--bs=" + piece));
        command.add("--size=" + contender.image().toFile().length());
        command.addAll(List.of("--end_fsync=1", "--minimal"));
        Programs.run(command.toArray(String[]::new));
    }

    private static void drop(Contender contender) throws IOException {
        String image = contender.image().toString();
        Programs.run("sync", "-d", image);
        Programs.run(
                "dd", "of=" + image, "oflag=nocache", "conv=notrunc", "count=0", "status=none");
    }
}
