package io.continuo.simulation.world;

import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.simulation.engine.Simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;

/**
 * A user of a machine's disks, one of several: writes, zeroes, trims, flushes and reads back what
 * it should find. None of it may fail or take long (invariant 1).
 */
final class Guest {
    /** Half a second over what replication may hold a guest up for: the disk takes its time too. */
    static final Duration BOUND = Duration.ofMillis(1500);

    private final Simulation sim;
    private final History history;
    private final MachineCapture capture;
    private final ChunkPool chunks;
    private final Zones zones;
    private final Random random;
    private final long pause;
    private Chunk filling;
    private int filled;

    Guest(
            Simulation sim,
            History history,
            MachineCapture capture,
            ChunkPool chunks,
            Zones zones,
            long pause) {
        this.sim = sim;
        this.history = history;
        this.capture = capture;
        this.chunks = chunks;
        this.zones = zones;
        this.random = new Random(sim.random().nextLong());
        this.pause = pause;
    }

    /** Goes on until stopped. */
    void live(java.util.function.BooleanSupplier stopped) {
        try {
            while (!stopped.getAsBoolean()) {
                sim.sleep(1 + (long) (-Math.log(1 - random.nextDouble()) * pause));
                if (!stopped.getAsBoolean()) {
                    timed();
                }
            }
        } catch (IOException e) {
            throw new AssertionError("a guest's request failed", e);
        } catch (InterruptedException e) {
            throw new AssertionError("a guest was interrupted", e);
        } finally {
            if (filling != null) {
                filling.release();
            }
        }
    }

    private void timed() throws IOException {
        long began = sim.nanos();
        int kind = random.nextInt(100);
        Zones.Range range = zones.pick(random);
        String what = act(kind, range);
        long took = sim.nanos() - began;
        if (took > BOUND.toNanos()) {
            throw new AssertionError("a guest's " + what + " took " + took / 1e9 + " s");
        }
    }

    private String act(int kind, Zones.Range range) throws IOException {
        if (kind < 4) {
            long issued = history.moment();
            disk(range).flush();
            history.flushed(range.disk(), issued);
            return "flush";
        }
        if (kind < 8) {
            readBack(range);
            return "read";
        }
        boolean zero = kind < 20;
        History.Write write = history.begin(range.disk(), range.first(), range.count(), zero);
        if (write == null) {
            return "second thought";
        }
        boolean fua = random.nextInt(40) == 0;
        if (kind < 14) {
            disk(range).zero(range.offset(), range.length(), fua, random.nextBoolean());
        } else if (zero) {
            disk(range).trim(range.offset(), range.length(), fua);
        } else {
            write(range, write, fua);
        }
        history.answered(range.disk(), range.first(), range.count(), write);
        return "write";
    }

    private NbdExport disk(Zones.Range range) {
        return capture.exports().get(range.disk());
    }

    private void write(Zones.Range range, History.Write write, boolean fua) throws IOException {
        int length = range.length();
        if (filling == null || filled + length > ChunkPool.PAYLOAD_BYTES) {
            if (filling != null) {
                filling.release();
            }
            filling = chunks.acquire(Duration.ofMillis(20));
            filled = 0;
        }
        ByteBuffer bytes = filling.view(filled, length);
        for (int i = 0; i < range.count(); i++) {
            History.fill(bytes, write.id, range.disk(), range.first() + i);
        }
        int at = filled;
        filled += length;
        disk(range).write(range.offset(), filling, at, length, fua);
    }

    private void readBack(Zones.Range range) throws IOException {
        History.Write hold = history.hold(range.disk(), range.first(), range.count());
        if (hold == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(range.length());
        disk(range).read(range.offset(), bytes);
        history.checkNewest(range.disk(), range.first(), bytes.flip());
        history.letGo(range.disk(), range.first(), range.count());
    }
}
