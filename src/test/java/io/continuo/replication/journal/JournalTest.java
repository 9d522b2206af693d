package io.continuo.replication.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

class JournalTest {
    @TempDir Path directory;

    @Test
    void what_was_durable_is_there_after_a_restart() throws Exception {
        String point;
        try (JournalFixture first = new JournalFixture(directory).begin(1)) {
            first.write(0, 1);
            first.write(1, 2);
            point = first.mark();
            first.write(0, 3);
            first.journal.drain();
            assertThat(first.durable.getLast().sequence()).isEqualTo(4);
        }
        try (JournalFixture second = new JournalFixture(directory)) {
            assertThat(second.journal.durable().sequence()).isEqualTo(4);
            assertThat(second.journal.durable().epoch()).isEqualTo(1);
            assertThat(second.points()).containsExactly(point);
            assertThat(second.read(3, 0)).isEqualTo(1);
            assertThat(second.read(4, 0)).isEqualTo(3);
            assertThat(second.read(4, 1)).isEqualTo(2);
            assertThat(second.read(4, 2)).isEqualTo(-1);
        }
    }

    @Test
    void frames_held_already_are_ignored_and_a_gap_is_refused() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
            fixture.write(0, 2);
            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            fixture.write(0, 1);
            fixture.journal.drain();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(2);
            assertThat(fixture.read(2, 0)).isEqualTo(2);

            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 3, 0);
            assertThatThrownBy(() -> fixture.write(0, 9))
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessageContaining("changes 3 to 3 are missing");
        }
    }

    @Test
    void of_a_frame_held_in_part_only_the_rest_counts() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
            fixture.write(0, 2);
            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 1, 0);
            byte[] data = new byte[4096];
            fixture.maker.write(0, 4096 * 5, data);
            fixture.maker.flush();
            fixture.write(0, 7);
            fixture.journal.drain();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(4);
            assertThat(fixture.read(4, 5)).isEqualTo(-1);
            assertThat(fixture.read(4, 0)).isEqualTo(7);
        }
        try (JournalFixture reopened = new JournalFixture(directory)) {
            assertThat(reopened.read(4, 5)).isEqualTo(-1);
        }
    }

    @Test
    void frames_that_are_not_true_are_refused_and_given_back() throws Exception {
        AtomicInteger released = new AtomicInteger();
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.maker.write(0, 0, new byte[4096]);
            Frame good = fixture.frame();
            good.body()[40] ^= 1;
            assertThatThrownBy(() ->
                            fixture.journal.append(
                                    new Frame(
                                            good.header(), good.body(), released::incrementAndGet)))
                    .isInstanceOf(DamagedFrameException.class);
            assertThat(released).hasValue(1);

            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            fixture.maker.write(0, JournalFixture.DISK - 512, new byte[4096]);
            assertThatThrownBy(() -> fixture.journal.append(fixture.frame()))
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessageContaining("outside");
            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            fixture.maker.write(1, 0, new byte[4096]);
            assertThatThrownBy(() -> fixture.journal.append(fixture.frame()))
                    .isInstanceOf(DamagedFrameException.class);
            fixture.maker = new FrameMaker(UUID.randomUUID(), 1, 0, 0);
            fixture.maker.write(0, 0, new byte[4096]);
            assertThatThrownBy(() -> fixture.journal.append(fixture.frame()))
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessageContaining("another stream");

            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            fixture.maker.write(0, 0, new byte[1 << 20]);
            fixture.maker.write(0, 0, new byte[512]);
            assertThatThrownBy(() -> fixture.journal.append(fixture.frame()))
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessageContaining("larger than frames may be");

            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            fixture.write(0, 1);
            fixture.journal.drain();
            assertThat(fixture.journal.durable().sequence()).isEqualTo(1);
        }
    }

    @Test
    void points_inside_an_epoch_are_hidden_also_when_it_has_ended() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.epoch(true);
            fixture.write(0, 1);
            fixture.mark();
            fixture.journal.drain();
            assertThat(fixture.points()).isEmpty();
            assertThat(fixture.journal.latest()).isEmpty();
            assertThat(fixture.journal.insideEpoch()).isTrue();
            assertThat(fixture.journal.consistent()).isEqualTo(Position.START);
            fixture.epoch(false);
            fixture.journal.drain();
            assertThat(fixture.points()).isEmpty();
            assertThat(fixture.journal.latest()).isPresent();
            String first = fixture.mark();
            fixture.write(0, 2);
            fixture.epoch(true);
            fixture.mark();
            fixture.journal.drain();
            assertThat(fixture.points()).containsExactly(first);
            assertThat(fixture.journal.consistent().sequence()).isEqualTo(6);
        }
        try (JournalFixture reopened = new JournalFixture(directory)) {
            assertThat(reopened.points()).containsExactly("5");
            assertThat(reopened.journal.consistent().sequence()).isEqualTo(6);
            assertThat(reopened.journal.insideEpoch()).isTrue();
        }
    }

    @Test
    void a_journal_opened_with_another_key_says_so_and_loses_nothing() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
        }
        String other = "/////////////////////////////////////////w8=";
        assertThatThrownBy(() ->
                        Journal.open(
                                directory,
                                JournalFixture.STREAM,
                                new DataKey(other, JournalFixture.STREAM),
                                List.of((long) JournalFixture.DISK),
                                new DirectFiles(),
                                new FrameCache(0)))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_KEY_WRONG));
        try (JournalFixture fixture = new JournalFixture(directory)) {
            assertThat(fixture.read(1, 0)).isEqualTo(1);
        }
    }

    @Test
    void a_journal_is_opened_once() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory)) {
            assertThat(fixture.points()).isEmpty();
            assertThatThrownBy(() -> new JournalFixture(directory))
                    .isInstanceOfSatisfying(
                            ContinuoException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ErrorCode.DATA_DIRECTORY_LOCKED));
        }
    }

    @Test
    void a_newer_epoch_is_remembered() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(3)) {
            fixture.begin(7);
        }
        try (JournalFixture fixture = new JournalFixture(directory)) {
            assertThat(fixture.journal.epoch()).isEqualTo(7);
        }
    }

    @Test
    void either_superblock_may_be_lost_but_not_both() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
        }
        for (String name : List.of("super.a", "super.b")) {
            byte[] whole = Files.readAllBytes(directory.resolve(name));
            Files.write(directory.resolve(name), new byte[Superblock.BYTES]);
            try (JournalFixture fixture = new JournalFixture(directory)) {
                assertThat(fixture.read(1, 0)).as("without " + name).isEqualTo(1);
            }
            Files.write(directory.resolve(name), whole);
        }
        Files.delete(directory.resolve("super.a"));
        Files.delete(directory.resolve("super.b"));
        assertThatThrownBy(() -> new JournalFixture(directory))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.JOURNAL_DAMAGED));
    }

    @Test
    void folding_drops_segments_and_keeps_the_point_it_went_to() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
            fixture.mark();
        }
        String second;
        try (JournalFixture fixture = new JournalFixture(directory).begin(2)) {
            fixture.write(0, 2);
            second = fixture.mark();
            fixture.write(0, 3);
            fixture.journal.drain();
            Slice open = fixture.journal.slice(2);
            StoredPoint point = fixture.journal.points().getLast();
            fixture.journal.beginFold(point.position().sequence());
            fixture.journal.folded(point.position());
            assertThat(fixture.points()).containsExactly(second);
            ExtentMap map = open.map(0);
            java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
            open.copy(map, 0, 0, one, 1);
            assertThat(one.get(0)).as("a view opened before reads on").isEqualTo((byte) 1);
            open.close();
        }
        try (JournalFixture fixture = new JournalFixture(directory)) {
            assertThat(fixture.points()).containsExactly(second);
            assertThat(fixture.read(5, 0)).isEqualTo(3);
            assertThat(fixture.read(4, 0)).as("now the base's business").isEqualTo(-1);
            assertThat(Files.list(directory).filter(file -> Segment.number(file) >= 0)).hasSize(1);
        }
    }

    @Test
    void a_failing_listener_is_not_possible_to_reach_after_a_new_sender() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory).begin(1)) {
            fixture.write(0, 1);
            fixture.journal.drain();
            int told = fixture.durable.size();
            fixture.journal.begin(2, position -> {});
            fixture.maker = new FrameMaker(JournalFixture.STREAM, 2, 1, 0);
            fixture.write(0, 2);
            fixture.journal.drain();
            assertThat(fixture.durable).hasSize(told);
        }
    }

    @Test
    void nothing_is_taken_before_a_sender_began() throws Exception {
        try (JournalFixture fixture = new JournalFixture(directory)) {
            fixture.maker = new FrameMaker(JournalFixture.STREAM, 1, 0, 0);
            assertThatThrownBy(() -> fixture.write(0, 1)).isInstanceOf(IOException.class);
        }
    }
}
