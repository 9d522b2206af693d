package io.continuo.replication.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Invariant 4: what was told durable survives; what failed is never told durable. */
class AcknowledgedIsDurableTest {
    @TempDir Path directory;

    private Path home() {
        return directory.resolve("journal");
    }

    @Test
    void a_tail_torn_at_any_byte_is_cut_and_all_before_it_stays() throws Exception {
        Path crashed = directory.resolve("crashed");
        long firstEnd;
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
            fixture.journal.drain();
            firstEnd = Files.size(JournalFixture.newestSegment(home()));
            fixture.write(0, 2);
            fixture.mark();
            fixture.journal.drain();
            JournalFixture.copy(home(), crashed);
        }
        Path segment = JournalFixture.newestSegment(crashed);
        byte[] whole = Files.readAllBytes(segment);
        assertThat(whole.length).isGreaterThan((int) firstEnd);
        Path index = crashed.resolve(segment.getFileName().toString().replace(".log", ".idx"));
        int step = 1;
        for (int cut = (int) firstEnd; cut < whole.length; cut += step) {
            // Padding is all alike; the record itself is tried at every byte.
            step = cut % 4096 < 300 || cut % 4096 > 4000 ? 1 : 97;
            for (boolean zeros : List.of(false, true)) {
                byte[] bytes = Arrays.copyOf(whole, zeros ? whole.length : cut);
                Arrays.fill(bytes, cut, bytes.length, (byte) 0);
                Files.write(segment, bytes);
                Files.deleteIfExists(index);
                try (JournalFixture fixture = new JournalFixture(crashed, new UnsyncedFiles())) {
                    assertThat(fixture.journal.damage()).isEmpty();
                    assertThat(fixture.points()).startsWith("2");
                    assertThat(fixture.read(2, 0)).isEqualTo(1);
                    assertThat(fixture.journal.durable().sequence()).isBetween(2L, 4L);
                }
            }
        }
    }

    @Test
    void after_a_torn_tail_it_goes_on_in_a_segment_of_a_new_number() throws Exception {
        Path crashed = directory.resolve("crashed");
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(0, 1);
            fixture.journal.drain();
            JournalFixture.copy(home(), crashed);
        }
        Path before = JournalFixture.newestSegment(crashed);
        try (FileChannel channel = FileChannel.open(before, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[3000]), channel.size());
        }
        try (JournalFixture fixture = new JournalFixture(crashed).begin(2)) {
            assertThat(fixture.journal.durable().sequence()).isEqualTo(1);
            fixture.write(0, 2);
            fixture.journal.drain();
            Path after = JournalFixture.newestSegment(crashed);
            assertThat(Segment.number(after)).isGreaterThan(Segment.number(before));
            assertThat(fixture.read(2, 0)).isEqualTo(2);
            assertThat(fixture.read(1, 0)).isEqualTo(1);
        }
    }

    @Test
    void a_copy_taken_at_any_moment_holds_all_that_was_acknowledged_before() throws Exception {
        long seed = Long.getLong("continuo.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int[] block = new int[64];
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            for (int round = 0; round < 40; round++) {
                for (int i = random.nextInt(60); i >= 0; i--) {
                    int which = random.nextInt(64);
                    block[which] = random.nextInt(127) + 1;
                    fixture.write(which, block[which]);
                    if (random.nextInt(10) == 0) {
                        fixture.mark();
                    }
                }
                if (random.nextInt(4) == 0) {
                    fixture.journal.drain();
                }
                long acknowledged = fixture.journal.durable().sequence();
                List<String> points = fixture.points();
                Path crashed = directory.resolve("crash-" + round);
                JournalFixture.copy(home(), crashed);
                try (JournalFixture restarted = new JournalFixture(crashed)) {
                    assertThat(restarted.journal.damage()).isEmpty();
                    assertThat(restarted.journal.durable().sequence())
                            .isGreaterThanOrEqualTo(acknowledged);
                    assertThat(restarted.points()).containsAll(points);
                    for (int which = 0; which < 64; which++) {
                        assertThat(restarted.read(acknowledged, which))
                                .isEqualTo(fixture.read(acknowledged, which));
                    }
                }
                delete(crashed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FailingFiles.Act.class)
    void a_failure_poisons_until_the_stream_is_opened_anew(FailingFiles.Act act) throws Exception {
        FailingFiles files = new FailingFiles();
        try (JournalFixture fixture = new JournalFixture(home(), files).begin(1)) {
            if (act != FailingFiles.Act.OPEN) {
                fixture.write(0, 1);
                fixture.journal.drain();
            }
            long before = fixture.journal.durable().sequence();
            files.fail(act, name -> name.startsWith("segment"), "Input/output error");
            fixture.write(0, 2);
            fixture.journal.drain();
            assertThat(fixture.journal.failure()).isPresent();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(before);
            files.heal();
            assertThatThrownBy(
                            () -> {
                                // A frame may be queued while the failure is on its way.
                                for (int i = 0; i < 3; i++) {
                                    fixture.write(0, 3);
                                }
                            })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("takes nothing more");
            assertThat(fixture.journal.durable().sequence()).isEqualTo(before);

            fixture.begin(2);
            assertThat(fixture.journal.failure()).isEmpty();
            fixture.write(0, 4);
            fixture.journal.drain();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(before + 1);
            assertThat(fixture.read(before + 1, 0)).isEqualTo(4);
        }
        try (JournalFixture reopened = new JournalFixture(home())) {
            assertThat(reopened.journal.damage()).isEmpty();
            long newest = reopened.journal.durable().sequence();
            assertThat(reopened.read(newest, 0)).isEqualTo(4);
        }
    }

    /** A tail that is readable after a restart may be in memory only, and no sync tells. */
    @Test
    void what_a_failed_sync_lost_is_not_called_durable_after_a_restart() throws Exception {
        LosingFiles files = new LosingFiles();
        Path crashed = directory.resolve("crashed");
        try (JournalFixture fixture = new JournalFixture(home(), files).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
            fixture.journal.drain();
            files.failOnce();
            fixture.write(0, 2);
            fixture.journal.drain();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(2);
            JournalFixture.copy(home(), crashed);
        }
        long told;
        try (JournalFixture restarted = new JournalFixture(crashed, files)) {
            told = restarted.journal.durable().sequence();
            assertThat(told).as("the tail is readable").isEqualTo(3);
        }
        files.powerCut(crashed);
        try (JournalFixture restarted = new JournalFixture(crashed, files)) {
            assertThat(restarted.journal.damage()).isEmpty();
            assertThat(restarted.journal.durable().sequence()).isEqualTo(told);
            assertThat(restarted.read(told, 0)).isEqualTo(2);
        }
    }

    /** Whatever was in flight at the failure: nothing waits for it for ever. */
    @Test
    void however_often_it_fails_the_next_sender_can_begin() throws Exception {
        FailingFiles files = new FailingFiles();
        try (JournalFixture fixture = new JournalFixture(home(), files)) {
            files.fail(FailingFiles.Act.WRITE, name -> name.startsWith("segment"), "no space");
            for (int epoch = 1; epoch <= 500; epoch++) {
                int next = epoch;
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> fixture.begin(next));
                writeUntilItFails(fixture);
                assertThat(fixture.journal.failure()).isPresent();
            }
            files.heal();
            fixture.begin(501);
            fixture.write(0, 4);
            fixture.journal.drain();
            assertThat(fixture.read(fixture.journal.durable().sequence(), 0)).isEqualTo(4);
        }
    }

    private static void writeUntilItFails(JournalFixture fixture) throws Exception {
        try {
            for (int i = 0; i < 200; i++) {
                fixture.write(i, 1 + i % 100);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("takes nothing more");
        }
        fixture.journal.drain();
    }

    @Test
    void a_flipped_bit_is_found_and_earlier_points_stay() throws Exception {
        Path crashed = directory.resolve("crashed");
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
            fixture.journal.drain();
            fixture.write(0, 2);
            fixture.mark();
            fixture.journal.drain();
            fixture.write(0, 3);
            fixture.journal.drain();
            JournalFixture.copy(home(), crashed);
        }
        Path segment = JournalFixture.newestSegment(crashed);
        flip(segment, recordOf(2, segment) + 150);
        try (JournalFixture fixture = new JournalFixture(crashed)) {
            assertThat(fixture.journal.damage())
                    .get()
                    .satisfies(damage ->
                            assertThat(damage.segment().getFileName())
                                    .isEqualTo(segment.getFileName()));
            assertThat(fixture.points()).containsExactly("2");
            assertThat(fixture.read(2, 0)).isEqualTo(1);
            assertThatThrownBy(() -> fixture.begin(2))
                    .isInstanceOf(DamagedSegmentException.class)
                    .hasMessageContaining(segment.getFileName().toString());
        }
    }

    @Test
    void a_bit_flipped_in_a_finished_segment_is_found_when_read_and_stays_known() throws Exception {
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
            fixture.write(0, 2);
            fixture.mark();
            fixture.journal.drain();
        }
        try (JournalFixture fixture = new JournalFixture(home()).begin(2)) {
            fixture.write(1, 1);
            fixture.mark();
            fixture.journal.drain();
        }
        Path first = home().resolve(Segment.name(1));
        flip(first, recordOf(2, first) + 150);
        for (int round = 0; round < 2; round++) {
            try (JournalFixture fixture = new JournalFixture(home())) {
                if (round == 0) {
                    assertThat(fixture.points()).containsExactly("2", "4", "6");
                    assertThatThrownBy(() -> fixture.read(6, 0))
                            .isInstanceOf(DamagedSegmentException.class);
                }
                assertThat(fixture.journal.damage()).isPresent();
                assertThat(fixture.points()).containsExactly("2");
                assertThat(fixture.read(2, 0)).isEqualTo(1);
                assertThat(fixture.journal.latest().orElseThrow().position().sequence())
                        .isEqualTo(2);
            }
        }
    }

    private static int recordOf(int number, Path segment) throws IOException {
        try (RecordReader reader =
                RecordReader.open(
                        segment,
                        Segment.number(segment),
                        JournalFixture.STREAM,
                        new DataKey(JournalFixture.KEY, JournalFixture.STREAM))) {
            int at = JournalFiles.BLOCK;
            for (int i = 0; i < number; i++) {
                at += reader.prefixAt(at).space();
            }
            return at;
        }
    }

    private static void flip(Path file, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 4;
        Files.write(file, bytes);
    }

    @Test
    void an_index_that_is_lost_or_damaged_is_made_again() throws Exception {
        try (JournalFixture fixture = new JournalFixture(home()).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
        }
        try (JournalFixture fixture = new JournalFixture(home()).begin(2)) {
            fixture.write(1, 2);
        }
        Path index = home().resolve(Segment.name(1).replace(".log", ".idx"));
        byte[] whole = Files.readAllBytes(index);
        for (int at = 0; at < 300; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 16;
            Files.write(index, changed);
            assertWhole();
        }
        Files.delete(index);
        assertWhole();
        assertThat(index).hasBinaryContent(whole);
    }

    private void assertWhole() throws IOException {
        try (JournalFixture fixture = new JournalFixture(home(), new UnsyncedFiles())) {
            assertThat(fixture.journal.damage()).isEmpty();
            assertThat(fixture.points()).containsExactly("2");
            assertThat(fixture.read(3, 0)).isEqualTo(1);
            assertThat(fixture.read(3, 1)).isEqualTo(2);
        }
    }

    @Test
    void a_segment_that_is_missing_is_damage() throws Exception {
        for (int epoch = 1; epoch <= 3; epoch++) {
            try (JournalFixture fixture = new JournalFixture(home()).begin(epoch)) {
                fixture.write(0, epoch);
                fixture.mark();
            }
        }
        Files.delete(home().resolve(Segment.name(2)));
        try (JournalFixture fixture = new JournalFixture(home())) {
            assertThat(fixture.journal.damage()).isPresent();
            assertThat(fixture.points()).containsExactly("2");
        }
        Files.delete(home().resolve(Segment.name(3)));
        try (JournalFixture fixture = new JournalFixture(home())) {
            assertThat(fixture.journal.damage())
                    .as("the newest segments are missed as well")
                    .isPresent();
        }
    }

    @Test
    void no_key_and_nonce_are_ever_used_twice() throws Exception {
        Set<String> used = new HashSet<>();
        int records = 0;
        Path current = home();
        for (int crash = 1; crash <= 6; crash++) {
            Path next = directory.resolve("next-" + crash);
            try (JournalFixture fixture = new JournalFixture(current).begin(crash)) {
                fixture.write(0, crash);
                fixture.write(1, crash);
                fixture.journal.drain();
                // Both the crashed copy and the one that goes on write again.
                JournalFixture.copy(current, next);
                fixture.write(2, crash);
            }
            records += collect(current, used);
            delete(current);
            current = next;
        }
        assertThat(used).hasSize(records);
    }

    private static int collect(Path directory, Set<String> used) throws IOException {
        int records = 0;
        try (var files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(f -> Segment.number(f) >= 0)::iterator) {
                SegmentHeader header =
                        SegmentHeader.decode(Arrays.copyOf(Files.readAllBytes(file), 4096));
                String salt = HexFormat.of().formatHex(header.salt());
                try (RecordReader reader =
                        RecordReader.open(
                                file,
                                header.number(),
                                JournalFixture.STREAM,
                                new DataKey(JournalFixture.KEY, JournalFixture.STREAM))) {
                    for (long at = JournalFiles.BLOCK; reader.prefixAt(at) != null; ) {
                        RecordPrefix prefix = reader.prefixAt(at);
                        String body = HexFormat.of().formatHex(prefix.nonce());
                        // The same record may be in several copies: then its content is the same.
                        StoredRecord record = reader.read(at);
                        String name = salt + body + record.header();
                        if (used.add(name)) {
                            records++;
                        }
                        assertThat(used.stream().filter(u -> u.startsWith(salt + body)))
                                .as("contents under one key and nonce")
                                .hasSize(1);
                        at += prefix.space();
                    }
                }
            }
        }
        return records;
    }

    private static void delete(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
