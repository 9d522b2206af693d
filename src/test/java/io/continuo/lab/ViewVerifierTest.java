package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.lab.Finding.Kind;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Invariants 2 and 3, and the negative controls: each way to break them is found. */
class ViewVerifierTest {
    private static final long SEED = 42;
    private static final DiskPlan DATA = new DiskPlan(0, "data.raw", 256 << 10, 4 << 10, 32, 4);
    private static final DiskPlan LOG = new DiskPlan(1, "log.raw", 64 << 10, 4 << 10, 16, 0);
    private static final MachinePlan MACHINE =
            new MachinePlan(
                    "db-01",
                    List.of(DATA, LOG),
                    1,
                    MachinePlan.Habit.TRANSACTIONS,
                    new Rhythm(1, 0, 1, 1, 0));

    private final Ledger ledger = new Ledger(new LedgerClock(Clock.systemUTC()), _ -> {});
    private final List<MemoryDisk> source =
            List.of(new MemoryDisk(DATA.sizeBytes()), new MemoryDisk(LOG.sizeBytes()));
    private final ViewVerifier verifier = new ViewVerifier(MACHINE, SEED, ledger);

    ViewVerifierTest() {
        for (int slot = 0; slot < DATA.filledSlots(); slot++) {
            Stamp stamp = new Stamp(slot, 0, 0);
            put(source.get(0), DATA, stamp);
            ledger.found(0, stamp);
        }
    }

    @Test
    void a_copy_of_a_quiet_machine_is_proven_to_its_last_byte() throws IOException {
        write(DATA, 1);
        write(LOG, 0);
        write(DATA, 9);
        Verdict verdict = verifier.verify(view(), now());
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.verifiedBytes()).isEqualTo(MACHINE.sizeBytes());
    }

    @Test
    void a_write_under_way_at_the_point_may_be_there_or_not() throws IOException {
        write(DATA, 1);
        long before = ledger.now();
        List<MemoryDisk> without = view();
        write(DATA, 1);
        List<MemoryDisk> with = view();
        Cut cut = new Cut(before, ledger.now());
        assertThat(verifier.verify(without, cut).findings()).isEmpty();
        assertThat(verifier.verify(with, cut).findings()).isEmpty();
    }

    @Test
    void a_write_that_was_never_acknowledged_may_be_there_or_not() throws IOException {
        List<MemoryDisk> without = view();
        LedgerEntry entry = ledger.issue(0, 6);
        put(source.get(0), DATA, entry.stamp());
        assertThat(verifier.verify(without, now()).findings()).isEmpty();
        assertThat(verifier.verify(view(), now()).findings()).isEmpty();
    }

    @Test
    void one_lost_record_is_found() throws IOException {
        write(DATA, 1);
        List<MemoryDisk> older = view();
        write(DATA, 1);
        assertOnly(Kind.LOST, verifier.verify(older, now()));
    }

    @Test
    void a_record_lost_to_zeros_is_found() throws IOException {
        List<MemoryDisk> empty = view();
        write(DATA, 20);
        assertOnly(Kind.LOST, verifier.verify(empty, now()));
    }

    @Test
    void a_record_lost_behind_one_that_was_never_acknowledged_is_found() throws IOException {
        List<MemoryDisk> older = view();
        ledger.issue(0, 1);
        write(DATA, 1);
        assertOnly(Kind.LOST, verifier.verify(older, now()));
    }

    @Test
    void what_was_there_before_protection_and_is_lost_is_found() throws IOException {
        List<MemoryDisk> view = view();
        view.get(0).write(DATA.offset(2), ByteBuffer.allocate(DATA.slotBytes()), false);
        assertThat(kinds(verifier.verify(view, now()))).containsOnly(Kind.TORN);
    }

    @Test
    void one_torn_record_is_found() throws IOException {
        write(DATA, 1);
        List<MemoryDisk> view = view();
        write(DATA, 1);
        byte[] half = new byte[512];
        source.get(0).read(DATA.offset(1), ByteBuffer.wrap(half));
        view.get(0).write(DATA.offset(1), ByteBuffer.wrap(half), false);
        assertThat(kinds(verifier.verify(view, now()))).containsOnly(Kind.TORN);
    }

    @Test
    void one_flipped_bit_is_found() throws IOException {
        write(LOG, 3);
        List<MemoryDisk> view = view();
        byte[] one = new byte[1];
        long place = LOG.offset(3) + 1000;
        view.get(1).read(place, ByteBuffer.wrap(one));
        one[0] ^= 4;
        view.get(1).write(place, ByteBuffer.wrap(one), false);
        assertThat(kinds(verifier.verify(view, now()))).containsOnly(Kind.TORN);
    }

    @Test
    void one_record_from_after_the_point_is_found() throws IOException {
        write(DATA, 1);
        Cut cut = now();
        write(DATA, 2);
        assertOnly(Kind.AFTER, verifier.verify(view(), cut));
    }

    @Test
    void a_commit_without_the_data_it_was_written_after_is_found() throws IOException {
        long before = ledger.now();
        List<MemoryDisk> withoutData = view();
        write(DATA, 7);
        write(LOG, 0);
        withoutData.set(1, source.get(1).copy());
        Cut cut = new Cut(before, ledger.now());
        assertThat(verifier.verify(view(), cut).findings()).isEmpty();
        assertOnly(Kind.DISORDER, verifier.verify(withoutData, cut));
    }

    @Test
    void a_hole_in_one_disks_own_order_is_found() throws IOException {
        long before = ledger.now();
        List<MemoryDisk> view = view();
        write(DATA, 7);
        write(DATA, 8);
        byte[] second = new byte[DATA.slotBytes()];
        source.get(0).read(DATA.offset(8), ByteBuffer.wrap(second));
        view.get(0).write(DATA.offset(8), ByteBuffer.wrap(second), false);
        assertOnly(Kind.DISORDER, verifier.verify(view, new Cut(before, ledger.now())));
    }

    @Test
    void a_record_in_another_slot_or_where_nothing_was_written_is_found() throws IOException {
        write(DATA, 5);
        byte[] record = new byte[DATA.slotBytes()];
        source.get(0).read(DATA.offset(5), ByteBuffer.wrap(record));
        List<MemoryDisk> elsewhere = view();
        elsewhere.get(0).write(DATA.offset(40), ByteBuffer.wrap(record), false);
        assertOnly(Kind.FOREIGN, verifier.verify(elsewhere, now()));
        List<MemoryDisk> stray = view();
        stray.get(1).write(LOG.sizeBytes() - 1, ByteBuffer.wrap(new byte[] {1}), false);
        assertOnly(Kind.FOREIGN, verifier.verify(stray, now()));
    }

    @Test
    void a_disk_of_another_size_is_found() throws IOException {
        List<MemoryDisk> view = view();
        view.set(1, new MemoryDisk(LOG.sizeBytes() / 2));
        assertOnly(Kind.FOREIGN, verifier.verify(view, now()));
    }

    private void write(DiskPlan disk, int slot) {
        LedgerEntry entry = ledger.issue(disk.index(), slot);
        put(source.get(disk.index()), disk, entry.stamp());
        ledger.acknowledge(entry);
    }

    private static void put(MemoryDisk target, DiskPlan disk, Stamp stamp) {
        byte[] bytes = new RecordFormat(MACHINE.name(), disk, SEED).bytes(stamp);
        target.write(disk.offset(stamp.slot()), ByteBuffer.wrap(bytes), false);
    }

    private List<MemoryDisk> view() {
        return new ArrayList<>(source.stream().map(MemoryDisk::copy).toList());
    }

    private Cut now() {
        return new Cut(ledger.now(), ledger.now());
    }

    private static List<Kind> kinds(Verdict verdict) {
        return verdict.findings().stream().map(Finding::kind).toList();
    }

    /** One finding and no other; a lost or later record also breaks the order and may say so. */
    private static void assertOnly(Kind kind, Verdict verdict) {
        assertThat(verdict.proven()).isFalse();
        assertThat(kinds(verdict)).as(verdict.findings().toString()).containsExactly(kind);
    }
}
