package io.continuo.bench;

import io.continuo.replication.fuse.BlockDevices;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.FileExport;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Our FUSE file and loop device with a plain file behind it, as a program of its own: directory,
 * image. Prints the device.
 */
public final class PlainFuse {
    private PlainFuse() {}

    public static void main(String[] args) throws Exception {
        BlockDevices devices = BlockDevices.in(Path.of(args[0]), new ChunkPool());
        Runtime.getRuntime().addShutdownHook(new Thread(devices::close));
        System.out.println(devices.add(FileExport.open("disk", Path.of(args[1]), false)));
        new CountDownLatch(1).await();
    }
}
