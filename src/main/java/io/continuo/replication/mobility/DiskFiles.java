package io.continuo.replication.mobility;

import io.continuo.api.component.DiskSpec;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.SizedFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a machine's disks, claimed and open. They outlive a capture that makes way for one
 * of other disks: whoever reads at that moment reads on.
 */
public final class DiskFiles implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFiles.class);

    private record Held(Closeable claim, DiskFile file) {}

    private final DiskClaims claims;
    private final Map<String, Held> held = new LinkedHashMap<>();

    DiskFiles(DiskClaims claims) {
        this.claims = claims;
    }

    /**
     * A disk with the size it is protected with; what is behind is neither seen nor touched.
     *
     * @throws io.continuo.api.error.ContinuoException it cannot be captured, and why
     */
    synchronized DiskFile open(DiskSpec disk) throws IOException {
        Held there = held.get(disk.path());
        if (there == null) {
            there = hold(disk);
        }
        DiskFile file = there.file();
        if (file.size() == disk.sizeBytes()) {
            return file;
        }
        long now = file.sizeNow();
        if (now < disk.sizeBytes()) {
            throw DiskTroubles.resized(disk, now).toException();
        }
        return new SizedFile(file, disk.sizeBytes());
    }

    private Held hold(DiskSpec disk) throws IOException {
        Path path = Path.of(disk.path());
        if (!Files.exists(path)) {
            throw DiskInspector.missing(disk.path()).toException();
        }
        Closeable claim = claims.take(path);
        try {
            Held taken = new Held(claim, DiskFile.open(path, false));
            held.put(disk.path(), taken);
            return taken;
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** Gives up the others; nobody is inside them any more. */
    public synchronized void keepOnly(Collection<String> paths) {
        for (String path : List.copyOf(held.keySet())) {
            if (!paths.contains(path)) {
                close(path, held.remove(path));
            }
        }
    }

    private static void close(String path, Held gone) {
        for (Closeable each : List.of(gone.file(), gone.claim())) {
            try {
                each.close();
            } catch (IOException e) {
                LOG.warn("{}: closing failed: {}", path, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        keepOnly(List.of());
    }
}
