package io.continuo.bench;

import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.FileExport;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Our NBD server with a plain file behind it, as a program of its own: socket, image. */
public final class PlainServer {
    private PlainServer() {}

    public static void main(String[] args) throws Exception {
        NbdServer server = new NbdServer(new ChunkPool(), NbdLimits.DEFAULT);
        server.add(FileExport.open("disk", Path.of(args[1]), false));
        server.listen(Path.of(args[0]));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
