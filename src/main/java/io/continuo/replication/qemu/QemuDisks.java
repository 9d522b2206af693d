package io.continuo.replication.qemu;

import io.continuo.platform.qemu.Qmp;
import io.continuo.platform.qemu.QmpException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The protected disks of a running QEMU: records in it what changes, and takes snapshots that show
 * all disks at one moment, with what changed since the last one that was sent.
 *
 * <p>Two dirty bitmaps a disk: one records all the time; a snapshot moves what it holds into the
 * other, which forgets only when {@link #sent} says so. Neither is persistent: a QEMU that has them
 * has recorded without a gap since it was told to. Not safe for use by several threads.
 */
public final class QemuDisks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QemuDisks.class);

    /** Bytes a bit stands for: a leaf of the replica's hash tree. */
    private static final int GRANULARITY = 64 << 10;

    /** Less room than this and what the guest overwrites may not find any. */
    private static final long ROOM_TO_START = 512L << 20;

    private final QemuNames names;
    private final List<QemuDisk> disks;
    private final Path scratch;
    private final InstantSource clock;
    private Optional<QemuSession> session = Optional.empty();

    /** By disk; while a snapshot is open, a filter of its own stands where the disk was. */
    private List<String> nodes = List.of();

    /**
     * @param streamId names the bitmaps
     * @param disks of one machine, in order
     * @param scratch a directory QEMU can write too, for what the guest overwrites while an
     *     interval is read; made if missing
     */
    public QemuDisks(String streamId, List<QemuDisk> disks, Path scratch, InstantSource clock) {
        this.names = QemuNames.of(streamId);
        this.disks = List.copyOf(disks);
        this.scratch = scratch;
        this.clock = clock;
    }

    /**
     * Connects if that is not so, and takes away what an agent that died has left in QEMU.
     *
     * @return whether it was not so
     */
    public boolean connect() throws IOException {
        if (session.isPresent() && !session.get().ended()) {
            return false;
        }
        disconnect();
        Files.createDirectories(scratch);
        Path socket = socket();
        Qmp qmp;
        try {
            qmp = Qmp.connect(socket);
        } catch (IOException e) {
            throw new IOException(
                    "QEMU does not answer at " + socket + ": " + e.getMessage() + ".", e);
        }
        QemuSession fresh = new QemuSession(qmp, names);
        session = Optional.of(fresh);
        fresh.cleanUp();
        deleteScratch();
        nodes = roots(fresh.graph());
        return true;
    }

    private Path socket() {
        return disks.getFirst().address().socket();
    }

    private List<String> roots(BlockGraph graph) throws IOException {
        List<String> found = new ArrayList<>();
        for (QemuDisk disk : disks) {
            BlockGraph.Disk root = root(graph, disk);
            if (root.size() != disk.size()) {
                throw QemuProblems.resized(disk, root.size());
            }
            found.add(root.node());
        }
        return found;
    }

    private static BlockGraph.Disk root(BlockGraph graph, QemuDisk disk) throws IOException {
        return graph.find(disk.address().disk())
                .orElseThrow(() ->
                        new IOException(
                                "QEMU at "
                                        + disk.address().socket()
                                        + " has no disk "
                                        + disk.address().disk()
                                        + " any more."));
    }

    private QemuSession session() throws IOException {
        return session.orElseThrow(() -> new IOException("QEMU is not connected"));
    }

    /** Disks whose changes QEMU has no record of: it was started anew, or never told to. */
    public List<Integer> unrecorded() throws IOException {
        BlockGraph graph = session().graph();
        List<Integer> missing = new ArrayList<>();
        for (QemuDisk disk : disks) {
            String node = nodes.get(disk.index());
            if (graph.marked(node, names.recording()).isEmpty()
                    || graph.marked(node, names.interval()).isEmpty()) {
                missing.add(disk.index());
            }
        }
        return missing;
    }

    /** Has QEMU record what changes on a disk from now on. */
    public void record(int index) throws IOException {
        String node = nodes.get(index);
        remove(node);
        add(node, names.recording(), false);
        add(node, names.interval(), true);
    }

    private void add(String node, String bitmap, boolean disabled) throws IOException {
        session()
                .execute(
                        "block-dirty-bitmap-add",
                        Map.of(
                                "node",
                                node,
                                "name",
                                bitmap,
                                "granularity",
                                GRANULARITY,
                                "persistent",
                                false,
                                "disabled",
                                disabled));
    }

    private void remove(String node) throws IOException {
        for (String bitmap : List.of(names.recording(), names.interval())) {
            try {
                session()
                        .execute("block-dirty-bitmap-remove", Map.of("node", node, "name", bitmap));
            } catch (QmpException e) {
                // It was not there.
            }
        }
    }

    /** Bytes changed since the last snapshot, by disk. */
    public List<Long> changed() throws IOException {
        BlockGraph graph = session().graph();
        List<Long> bytes = new ArrayList<>();
        for (String node : nodes) {
            bytes.add(graph.marked(node, names.recording()).orElse(0L));
        }
        return bytes;
    }

    /** Whether what the guest overwrites is about to find no room. */
    public boolean crowded() throws IOException {
        return Files.getFileStore(scratch).getUsableSpace() < ROOM_TO_START / 2;
    }

    /**
     * Shows all disks as they are at one moment.
     *
     * @throws IOException QEMU cannot do that now, and why; nothing is left behind
     */
    public QemuSnapshot snapshot() throws IOException {
        if (Files.getFileStore(scratch).getUsableSpace() < ROOM_TO_START) {
            throw new IOException(
                    "No interval is begun with less than "
                            + (ROOM_TO_START >> 20)
                            + " MiB free in "
                            + scratch
                            + ": the guest's writes could fail.");
        }
        QemuSession qemu = session();
        try {
            return snapshot(qemu);
        } catch (IOException | RuntimeException e) {
            try {
                end();
            } catch (IOException again) {
                e.addSuppressed(again);
                disconnect();
            }
            throw e;
        }
    }

    private QemuSnapshot snapshot(QemuSession qemu) throws IOException {
        nodes = roots(qemu.graph());
        for (QemuDisk disk : disks) {
            qemu.overlay(disk.index(), nodes.get(disk.index()), disk.size(), overlayFile(disk));
        }
        // What the guest was told is done before this moment is in the snapshot.
        Instant moment = clock.instant();
        qemu.transaction(actions());
        Path socket = NbdSocket.in(scratch);
        qemu.serve(socket);
        for (QemuDisk disk : disks) {
            qemu.execute(
                    "block-export-add",
                    Map.of(
                            "type",
                            "nbd",
                            "id",
                            names.export(disk.index()),
                            "node-name",
                            names.overlay(disk.index()),
                            "name",
                            names.export(disk.index()),
                            "writable",
                            false,
                            "bitmaps",
                            List.of(names.interval())));
        }
        return QemuSnapshot.open(moment, disks, names, socket, this::end);
    }

    /**
     * The backups come first: each stops the requests of its disk until the transaction is over, so
     * that none gets in between the bitmaps, or between the disks.
     */
    private List<Map<String, ?>> actions() {
        List<Map<String, ?>> actions = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            actions.add(
                    action(
                            "blockdev-backup",
                            Map.of(
                                    "job-id",
                                    names.job(i),
                                    "device",
                                    nodes.get(i),
                                    "target",
                                    names.overlay(i),
                                    "sync",
                                    "none")));
        }
        for (String node : nodes) {
            actions.add(
                    action(
                            "block-dirty-bitmap-merge",
                            Map.of(
                                    "node",
                                    node,
                                    "target",
                                    names.interval(),
                                    "bitmaps",
                                    List.of(names.recording()))));
            actions.add(
                    action(
                            "block-dirty-bitmap-clear",
                            Map.of("node", node, "name", names.recording())));
        }
        return actions;
    }

    private static Map<String, ?> action(String type, Map<String, ?> data) {
        return Map.of("type", type, "data", data);
    }

    private Path overlayFile(QemuDisk disk) {
        return scratch.resolve("old-" + disk.index() + ".qcow2");
    }

    private void end() throws IOException {
        try {
            QemuSession qemu = session();
            qemu.cleanUp();
            qemu.stopServing();
        } finally {
            deleteScratch();
        }
    }

    private void deleteScratch() throws IOException {
        for (QemuDisk disk : disks) {
            Files.deleteIfExists(overlayFile(disk));
        }
    }

    /** All that the last snapshot marked is durable at the target. */
    public void sent() throws IOException {
        for (String node : nodes) {
            session()
                    .execute(
                            "block-dirty-bitmap-clear",
                            Map.of("node", node, "name", names.interval()));
        }
    }

    /** Ends the recording for good, as far as QEMU can be reached. */
    public void forget() {
        try {
            connect();
            for (String node : nodes) {
                remove(node);
            }
        } catch (IOException e) {
            LOG.info("bitmaps {} stay in QEMU until it ends: {}", names.prefix(), e.getMessage());
        }
    }

    /** Lets go of QEMU's monitor; the recording goes on. */
    public void disconnect() {
        session.ifPresent(now -> {
            try {
                now.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        });
        session = Optional.empty();
    }

    @Override
    public void close() {
        disconnect();
    }
}
