package io.continuo.replication.qemu;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdExtent;
import io.continuo.client.nbd.NbdUri;
import io.continuo.replication.nbd.NbdExport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All disks of a running QEMU at one moment, until closed. Meanwhile the guest goes on; what it
 * overwrites is kept aside first.
 */
public final class QemuSnapshot implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Takes a changed range. */
    @FunctionalInterface
    public interface Ranges {
        void range(long offset, long length) throws IOException;
    }

    private final Instant moment;
    private final QemuNames names;
    private final Path socket;
    private final Closeable end;
    private final List<NbdClient> clients = new ArrayList<>();

    private QemuSnapshot(Instant moment, QemuNames names, Path socket, Closeable end) {
        this.moment = moment;
        this.names = names;
        this.socket = socket;
        this.end = end;
    }

    static QemuSnapshot open(
            Instant moment, List<QemuDisk> disks, QemuNames names, Path socket, Closeable end)
            throws IOException {
        QemuSnapshot snapshot = new QemuSnapshot(moment, names, socket, end);
        try {
            for (QemuDisk disk : disks) {
                NbdClient client = NbdClient.connect(snapshot.uri(disk.index()), CONNECT);
                snapshot.clients.add(client);
                if (client.size() != disk.size()) {
                    throw QemuProblems.resized(disk, client.size());
                }
            }
            return snapshot;
        } catch (IOException | RuntimeException e) {
            snapshot.abort();
            throw e;
        }
    }

    private NbdUri uri(int disk) {
        return new NbdUri.Unix(socket, names.export(disk));
    }

    /** When it was: every write that the guest was told is done by then is in it. */
    public Instant moment() {
        return moment;
    }

    /** Tells what changed on a disk since the last snapshot that is durable at the target. */
    public void changed(int disk, Ranges consumer) throws IOException {
        String context = "qemu:dirty-bitmap:" + names.interval();
        try (NbdClient map = NbdClient.connect(uri(disk), CONNECT, context)) {
            if (!map.hasBlockStatus()) {
                throw new IOException("QEMU does not show the bitmap " + names.interval());
            }
            for (NbdExtent extent : map.blockStatus(0, map.size())) {
                // Bit 0 means a hole in base:allocation, and a changed range here.
                if (extent.hole()) {
                    consumer.range(extent.offset(), extent.length());
                }
            }
        }
    }

    void read(int disk, long offset, ByteBuffer target) throws IOException {
        clients.get(disk).read(offset, target);
    }

    void extents(int disk, long offset, long length, NbdExport.ExtentConsumer consumer)
            throws IOException {
        for (NbdExtent extent : clients.get(disk).blockStatus(offset, length)) {
            if (!consumer.extent(extent.length(), extent.hole(), extent.zero())) {
                return;
            }
        }
    }

    /** Ends reading at once: who is inside gets an error. */
    public void abort() {
        clients.forEach(NbdClient::abort);
    }

    /** Gives it up. Nobody reads from it any more. */
    @Override
    public void close() throws IOException {
        clients.forEach(NbdClient::close);
        end.close();
    }
}
