package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** A server on a socket file and a TCP port, with one disk called {@code disk}. */
final class NbdFixture implements AutoCloseable {
    final ChunkPool pool = new ChunkPool(8);
    final NbdServer server;
    final Path image;
    final InetSocketAddress tcp;
    private final FileExport export;

    NbdFixture(Path directory, long size) throws IOException {
        this(directory, size, NbdLimits.DEFAULT);
    }

    NbdFixture(Path directory, long size, NbdLimits limits) throws IOException {
        server = new NbdServer(pool, limits);
        image = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        export = FileExport.open("disk", image, false);
        server.add(export);
        server.listen(directory.resolve("nbd.sock"));
        tcp = server.listen(new InetSocketAddress("127.0.0.1", 0));
    }

    String unixUri() {
        return server.uri("disk").toString();
    }

    String tcpUri() {
        return new NbdUri.Tcp("127.0.0.1", tcp.getPort(), "disk").toString();
    }

    NbdClient connect() throws IOException {
        return NbdClient.connect(server.uri("disk"));
    }

    @Override
    public void close() throws IOException {
        server.close();
        export.close();
    }
}
