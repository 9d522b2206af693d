package io.continuo.replication.mobility;

import com.github.luben.zstd.Zstd;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;
import io.continuo.replication.stream.ReplicaIntake;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A master target in memory. It checks what a real one must be able to rely on, and can be told to
 * stop acknowledging, to refuse, to fail, or to lose what was not durable.
 */
final class MemoryTarget implements ReplicaIntake.Opener, AutoCloseable {
    /** A recovery point: every disk at a mark. */
    record Point(long sequence, long timeMicros, String text, List<byte[]> disks) {}

    private record Applied(Position position, List<Runnable> changes) {}

    private final Object lock = new Object();
    private final List<byte[]> durable = new ArrayList<>();
    private List<byte[]> newest = new ArrayList<>();
    private final List<Applied> pending = new ArrayList<>();
    private final TreeMap<Long, Point> points = new TreeMap<>();
    private final TreeMap<Integer, RecordType> firstOfEpoch = new TreeMap<>();
    private final boolean keepPoints;
    private Position durableAt = Position.START;
    private Position consistentAt = Position.START;
    private Position appendedAt = Position.START;
    private volatile boolean closed;
    private boolean insideEpoch;
    private int epoch;
    private Intake current;
    private boolean holdingAcks;
    private boolean refusing;
    private Optional<Problem> refusal = Optional.empty();
    private String failure;
    private long copiedBytes;
    private long askedBytes;
    private boolean pieces = true;
    private long frames;

    MemoryTarget(boolean keepPoints, long... diskSizes) {
        this.keepPoints = keepPoints;
        for (long size : diskSizes) {
            durable.add(new byte[(int) size]);
            newest.add(new byte[(int) size]);
        }
        Thread.ofVirtual().name("memory-target").start(this::syncAllTheTime);
    }

    private void syncAllTheTime() {
        while (!closed) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
            sync();
        }
    }

    private void sync() {
        Consumer<Position> told;
        Position at;
        synchronized (lock) {
            if (holdingAcks || pending.isEmpty()) {
                return;
            }
            pending.forEach(applied -> applied.changes().forEach(Runnable::run));
            durableAt = pending.getLast().position();
            if (!insideEpoch) {
                consistentAt = durableAt;
            }
            pending.clear();
            at = durableAt;
            told = current == null ? position -> {} : current.onDurable;
        }
        told.accept(at);
    }

    @Override
    public ReplicaIntake open(UUID streamId, int epoch, Consumer<Position> onDurable)
            throws IOException {
        synchronized (lock) {
            if (refusing) {
                throw new IOException("the target is away");
            }
            if (refusal.isPresent()) {
                throw refusal.get().toException();
            }
            if (epoch < this.epoch) {
                throw Problem.of(ErrorCode.BAD_REQUEST, "old epoch", "", "").toException();
            }
            boolean held = holdingAcks;
            holdingAcks = false;
            current = null;
            sync();
            holdingAcks = held;
            newest = copy(durable);
            appendedAt = durableAt;
            this.epoch = epoch;
            current = new Intake(epoch, onDurable);
            return current;
        }
    }

    private static List<byte[]> copy(List<byte[]> disks) {
        return new ArrayList<>(disks.stream().map(byte[]::clone).toList());
    }

    /** Power goes: what was appended and not durable is lost, and the sender hung up on. */
    void crash() {
        synchronized (lock) {
            pending.clear();
            newest = copy(durable);
            appendedAt = durableAt;
            current = null;
        }
    }

    void holdAcks(boolean hold) {
        synchronized (lock) {
            holdingAcks = hold;
        }
    }

    void refuse(boolean refuse) {
        synchronized (lock) {
            refusing = refuse;
            if (refuse) {
                current = null;
            }
        }
    }

    /** Lets nobody in, and says why; whoever is in goes. */
    void refuse(Optional<Problem> why) {
        synchronized (lock) {
            refusal = why;
            if (why.isPresent()) {
                current = null;
            }
        }
    }

    /** Forgets everything, as if the replica had been made anew. */
    void wipe() {
        synchronized (lock) {
            pending.clear();
            durable.replaceAll(disk -> new byte[disk.length]);
            newest = copy(durable);
            durableAt = Position.START;
            consistentAt = Position.START;
            appendedAt = Position.START;
            insideEpoch = false;
            points.clear();
            current = null;
        }
    }

    /** Has room for a disk of this size: one more, or one that became larger. */
    void room(int disk, long size) {
        synchronized (lock) {
            for (List<byte[]> disks : List.of(durable, newest)) {
                if (disk == disks.size()) {
                    disks.add(new byte[(int) size]);
                } else {
                    disks.set(disk, Arrays.copyOf(disks.get(disk), (int) size));
                }
            }
        }
    }

    /** Changes a byte behind everyone's back. */
    void corrupt(int disk, int at) {
        synchronized (lock) {
            durable.get(disk)[at] ^= 1;
            newest.get(disk)[at] ^= 1;
        }
    }

    /** Where a disk's durable content first differs from {@code expected}; -1 if nowhere. */
    int mismatch(int disk, byte[] expected) {
        synchronized (lock) {
            return Arrays.mismatch(durable.get(disk), expected);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    List<Point> points() {
        synchronized (lock) {
            return List.copyOf(points.values());
        }
    }

    Position durableAt() {
        synchronized (lock) {
            return durableAt;
        }
    }

    boolean insideEpoch() {
        synchronized (lock) {
            return insideEpoch;
        }
    }

    long copiedBytes() {
        synchronized (lock) {
            return copiedBytes;
        }
    }

    /** What the newest sender began with. */
    RecordType firstRecord() {
        synchronized (lock) {
            return firstOfEpoch.lastEntry().getValue();
        }
    }

    /** Behaves as a target that knows leaves only. */
    void leavesOnly() {
        synchronized (lock) {
            pieces = false;
        }
    }

    long askedBytes() {
        synchronized (lock) {
            return askedBytes;
        }
    }

    long frames() {
        synchronized (lock) {
            return frames;
        }
    }

    /** What a sender did wrong, or null. */
    String failure() {
        synchronized (lock) {
            return failure;
        }
    }

    private final class Intake implements ReplicaIntake {
        private final int epoch;
        private final Consumer<Position> onDurable;
        private final Welcome welcome;

        Intake(int epoch, Consumer<Position> onDurable) {
            this.epoch = epoch;
            this.onDurable = onDurable;
            this.welcome = new Welcome(durableAt, consistentAt, insideEpoch, durableAt, pieces);
        }

        @Override
        public Welcome welcome() {
            return welcome;
        }

        @Override
        public void append(Frame frame) throws IOException {
            synchronized (lock) {
                try (frame) {
                    if (current != this) {
                        throw new IOException("the target has gone");
                    }
                    take(frame);
                }
            }
        }

        private void take(Frame frame) throws IOException {
            FrameHeader header = frame.header();
            frames++;
            if (header.epoch() != epoch) {
                wrong("epoch " + header.epoch() + " on a link of epoch " + epoch);
            }
            if (header.firstSequence() != appendedAt.sequence() + 1) {
                wrong("after " + appendedAt + " came " + header.firstSequence());
            }
            firstOfEpoch.putIfAbsent(epoch, frame.record(0).type());
            byte[] payload = payload(frame);
            List<Runnable> changes = new ArrayList<>();
            for (int i = 0; i < header.recordCount(); i++) {
                ChangeRecord record = frame.record(i);
                Position at =
                        new Position(
                                header.epoch(), header.firstSequence() + i, record.timeMicros());
                apply(newest, record, payload);
                changes.add(() -> settle(record, at, payload));
            }
            appendedAt =
                    new Position(header.epoch(), header.lastSequence(), header.lastTimeMicros());
            pending.add(new Applied(appendedAt, changes));
        }

        @Override
        public byte[] hashes(HashAsk ask) throws IOException {
            synchronized (lock) {
                if (current != this) {
                    throw new IOException("the target has gone");
                }
                byte[] state = newest.get(ask.disk());
                Leaves leaves = ask.hasher();
                if (ask.leaves().isEmpty()) {
                    askedBytes += ask.length();
                    int from = (int) ask.offset();
                    int length = (int) ask.length();
                    byte[] hashes =
                            new byte
                                    [(length + Leaves.BYTES - 1)
                                            / Leaves.BYTES
                                            * Leaves.HASH_BYTES];
                    leaves.hash(from, state, from, length, Leaves.BYTES, hashes, 0);
                    return hashes;
                }
                byte[] hashes = new byte[ask.leaves().size() * Leaves.PIECE_HASHES];
                int at = 0;
                for (long leaf : ask.leaves()) {
                    int from = (int) leaf;
                    int length = Math.min(Leaves.BYTES, state.length - from);
                    leaves.hash(from, state, from, length, Leaves.PIECE_BYTES, hashes, at);
                    at += Leaves.PIECE_HASHES;
                }
                return hashes;
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                if (current == this) {
                    current = null;
                }
            }
        }
    }

    private void wrong(String what) throws IOException {
        failure = failure == null ? what : failure;
        throw new IOException(what);
    }

    private byte[] payload(Frame frame) throws IOException {
        FrameHeader header = frame.header();
        if (crc(frame.body(), 0, header.bodyLength()) != header.bodyCrc()) {
            wrong("body checksum");
        }
        byte[] plain = new byte[header.plainLength()];
        if (header.codec() == PayloadCodec.ZSTD) {
            long length =
                    Zstd.decompressByteArray(
                            plain,
                            0,
                            plain.length,
                            frame.body(),
                            frame.payloadStart(),
                            frame.payloadLength());
            if (length != plain.length) {
                wrong("plain length " + length);
            }
        } else {
            System.arraycopy(frame.body(), frame.payloadStart(), plain, 0, plain.length);
        }
        if (crc(plain, 0, plain.length) != header.plainCrc()) {
            wrong("payload checksum");
        }
        return plain;
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static void apply(List<byte[]> disks, ChangeRecord record, byte[] payload) {
        switch (record.type()) {
            case WRITE ->
                    System.arraycopy(
                            payload,
                            record.payloadOffset(),
                            disks.get(record.disk()),
                            (int) record.offset(),
                            record.length());
            case ZERO, TRIM ->
                    Arrays.fill(
                            disks.get(record.disk()),
                            (int) record.offset(),
                            (int) record.offset() + record.length(),
                            (byte) 0);
            case FLUSH, TICK, MARK, EPOCH_BEGIN, EPOCH_END, SUPERSEDED -> {}
        }
    }

    private void settle(ChangeRecord record, Position at, byte[] payload) {
        if ((record.flags() & ChangeRecord.COPIED) != 0) {
            copiedBytes += record.length();
        }
        apply(durable, record, payload);
        if (record.type() == RecordType.EPOCH_BEGIN) {
            insideEpoch = true;
        } else if (record.type() == RecordType.EPOCH_END) {
            insideEpoch = false;
        } else if (record.type() == RecordType.MARK && !insideEpoch) {
            String text = new String(payload, record.payloadOffset(), record.payloadLength());
            List<byte[]> disks = keepPoints ? copy(durable) : List.of();
            points.put(at.sequence(), new Point(at.sequence(), at.timeMicros(), text, disks));
        }
    }
}
