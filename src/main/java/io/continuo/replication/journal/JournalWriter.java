package io.continuo.replication.journal;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.Position;
import io.continuo.replication.threads.Ending;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

import javax.crypto.SecretKey;

/**
 * The two threads that make frames durable: one seals, one writes everything sealed so far and
 * syncs once. A write or sync that failed is never tried again (invariant 4): the writer then takes
 * nothing more, and says why.
 */
final class JournalWriter implements AutoCloseable {
    /** Frame bytes that may wait to be durable. */
    private static final int WAITING_BYTES = 32 << 20;

    private static final int BATCHES = 4;

    private final SegmentSupply supply;
    private final Sink sink;
    private final FrameIndexer indexer;
    private final RecordSealer sealer = new RecordSealer();
    private final Semaphore room = new Semaphore(WAITING_BYTES);
    private final BlockingQueue<Work> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Batch> free = new LinkedBlockingQueue<>();
    private final BlockingQueue<Work> sealed = new LinkedBlockingQueue<>();
    private final Thread sealThread;
    private final Thread commitThread;
    private volatile Throwable failure;

    // Owned by the sealing thread.
    private ActiveSegment active;
    private long writeAt;
    private int recordNumber;
    private Batch batch;

    private sealed interface Work {}

    private record FrameWork(Frame frame) implements Work {}

    private record BatchWork(Batch batch, ActiveSegment segment) implements Work {}

    private record End() implements Work {}

    /** A segment open for writing. */
    record ActiveSegment(
            Segment segment, SegmentHeader header, SecretKey key, JournalFiles.SegmentFile file) {}

    /** Hands out segments, and takes them back finished. */
    interface SegmentSupply {
        ActiveSegment next(Position before) throws IOException;

        /** Everything in it is durable and nothing more will be written. */
        void finished(ActiveSegment segment) throws IOException;
    }

    /** Told what became of the frames. */
    interface Sink {
        /** Makes durable what the frames stand for outside the journal. */
        void sync() throws IOException;

        /** All of this is durable now. */
        void durable(List<Batch> batches);

        /** Nothing will be durable any more. */
        void failed(Throwable reason);
    }

    /**
     * @param before position of the last change already held
     */
    JournalWriter(String name, Position before, SegmentSupply supply, Sink sink) {
        this.supply = supply;
        this.sink = sink;
        this.indexer = new FrameIndexer(before);
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
        sealThread = Thread.ofPlatform().daemon().name("journal-seal-" + name).start(this::sealAll);
        commitThread =
                Thread.ofPlatform().daemon().name("journal-commit-" + name).start(this::commitAll);
    }

    /** Queues a checked frame; waits while too much is queued. */
    void append(Frame frame) throws IOException, InterruptedException {
        room.acquire(cost(frame));
        if (failure != null) {
            room.release(cost(frame));
            throw new IOException("the journal failed and takes nothing more", failure);
        }
        frames.add(new FrameWork(frame));
    }

    private static int cost(Frame frame) {
        return frame.header().bodyLength() + 256;
    }

    private void sealAll() {
        try {
            for (Work work = frames.take();
                    work instanceof FrameWork(Frame frame);
                    work = frames.take()) {
                try (frame) {
                    if (failure == null) {
                        seal(frame);
                    }
                } finally {
                    room.release(cost(frame));
                }
                if (frames.isEmpty()) {
                    handOver();
                }
            }
            handOver();
        } catch (Throwable e) {
            fail(e);
            discardFrames();
        } finally {
            sealed.add(new End());
        }
    }

    private void discardFrames() {
        // Someone may be waiting for room; what still comes is refused by append.
        List<Work> rest = new ArrayList<>();
        do {
            rest.clear();
            frames.drainTo(rest);
            for (Work work : rest) {
                if (work instanceof FrameWork(Frame frame)) {
                    room.release(cost(frame));
                    frame.close();
                }
            }
        } while (!rest.isEmpty());
    }

    private void seal(Frame frame) throws IOException, InterruptedException, DamagedFrameException {
        FrameHeader header = frame.header();
        int space = RecordPrefix.spaceFor(header.bodyLength());
        if (active == null || writeAt + space > Segment.BYTES) {
            roll();
        }
        if (batch == null || batch.buffer().remaining() < space) {
            handOver();
            batch = takeBatch();
            batch.begin(active.segment(), writeAt);
        }
        Segment segment = active.segment();
        List<Landmark> landmarks =
                indexer.add(
                        header,
                        frame.body(),
                        segment.table(),
                        segment.firstSequence(),
                        (int) writeAt);
        RecordPrefix prefix =
                new RecordPrefix(
                        segment.number(), recordNumber, segment.durableEnd(), header.bodyLength());
        sealer.seal(prefix, active.key(), frame, batch.buffer());
        recordNumber++;
        writeAt += space;
        batch.sealed(landmarks, indexer.last(), segment.table().count());
    }

    private void roll() throws IOException, InterruptedException {
        handOver();
        active = supply.next(indexer.last());
        batch = takeBatch();
        batch.begin(active.segment(), 0);
        batch.buffer().put(active.header().encode());
        batch.sealed(List.of(), indexer.last(), 0);
        writeAt = JournalFiles.BLOCK;
        recordNumber = 0;
    }

    private Batch takeBatch() throws InterruptedException {
        return free.take();
    }

    private void handOver() {
        if (batch != null) {
            sealed.add(new BatchWork(batch, active));
            batch = null;
        }
    }

    private void commitAll() {
        ActiveSegment open = null;
        Deque<Work> works = new ArrayDeque<>();
        List<Batch> group = new ArrayList<>();
        boolean more = true;
        try {
            while (more) {
                works.add(sealed.take());
                sealed.drainTo(works);
                while (!works.isEmpty()) {
                    if (!(works.poll() instanceof BatchWork(Batch ready, ActiveSegment segment))) {
                        more = false;
                        continue;
                    }
                    if (open != null && open != segment) {
                        // Whole before the next one begins: only the newest segment may be torn.
                        commit(open, group);
                        supply.finished(open);
                    }
                    open = segment;
                    group.add(ready);
                    if (failure == null) {
                        open.file().write(ready.buffer().flip(), ready.at());
                    }
                }
                if (open != null) {
                    commit(open, group);
                }
            }
            if (open != null && failure == null) {
                supply.finished(open);
            }
        } catch (Throwable e) {
            fail(e);
            free.addAll(group);
            returnBatches(works, more);
        } finally {
            if (failure != null && open != null) {
                close(open);
            }
        }
    }

    private void commit(ActiveSegment open, List<Batch> group) throws IOException {
        if (group.isEmpty() || failure != null) {
            free.addAll(group);
            group.clear();
            return;
        }
        open.file().force();
        sink.sync();
        for (Batch ready : group) {
            long end = ready.at() + ready.buffer().limit();
            open.segment().publish(ready.extents(), ready.landmarks(), ready.end(), end);
        }
        sink.durable(group);
        free.addAll(group);
        group.clear();
    }

    /** After a failure the sealing thread must not wait for a batch that never comes back. */
    private void returnBatches(Deque<Work> taken, boolean endToCome) {
        try {
            boolean more = endToCome;
            while (more || !taken.isEmpty()) {
                Work work = taken.isEmpty() ? sealed.take() : taken.poll();
                if (work instanceof BatchWork(Batch ready, ActiveSegment segment)) {
                    free.add(ready);
                } else {
                    more = false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(ActiveSegment open) {
        try {
            open.file().close();
        } catch (IOException e) {
            // It failed before; there is nothing in it to save.
        }
    }

    private void fail(Throwable reason) {
        synchronized (this) {
            if (failure != null) {
                return;
            }
            failure = reason;
        }
        room.release(WAITING_BYTES);
        sink.failed(reason);
    }

    /** Makes everything queued durable, then ends both threads. */
    @Override
    public void close() {
        frames.add(new End());
        Ending.await(sealThread, commitThread);
        discardFrames();
    }
}
