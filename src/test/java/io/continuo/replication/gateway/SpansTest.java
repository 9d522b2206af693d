package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What need not travel of what is on a process server's disk. */
class SpansTest {
    private static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    private static final int BLOCK = 4096;

    private final Spans spans = new Spans();
    private final FrameMaker maker = new FrameMaker(STREAM, 1, 0, 0);
    private final List<FrameHeader> sent = new ArrayList<>();

    private void write(int block, int blocks) {
        maker.write(0, (long) block * BLOCK, new byte[blocks * BLOCK]);
    }

    /** Sixteen blocks, over and over: enough of it to be worth leaving out. */
    private void hot(int rounds) {
        for (int i = 0; i < rounds * 16; i++) {
            write(i % 16, 1);
        }
    }

    private FrameHeader keep() {
        return keep(maker);
    }

    private FrameHeader keep(FrameMaker from) {
        try (Frame frame = from.frame(false)) {
            spans.append(frame);
            spans.durable();
            sent.add(frame.header());
            return frame.header();
        }
    }

    /** Sequences that do not travel. */
    private List<Long> leftOut() {
        List<Long> found = new ArrayList<>();
        for (FrameHeader header : sent) {
            long[] out = spans.leftOut(header);
            for (int i = 0; i < out.length; i++) {
                if (out[i] != 0) {
                    assertThat(out[i]).isGreaterThan(header.firstSequence() + i);
                    found.add(header.firstSequence() + i);
                }
            }
        }
        return found;
    }

    @Test
    void of_writes_to_the_same_place_only_the_last_travels() {
        hot(10);
        keep();
        assertThat(leftOut()).hasSize(144).first().isEqualTo(1L);
        assertThat(leftOut()).last().isEqualTo(144L);
    }

    @Test
    void a_mark_ends_what_stands_for_what() {
        hot(4);
        long mark = maker.mark(PointKind.CRASH, "");
        hot(4);
        keep();
        assertThat(leftOut())
                .hasSize(96)
                .doesNotContain(mark)
                .contains(48L, mark + 48)
                .doesNotContain(49L, mark - 1, mark + 49);
        long[] out = spans.leftOut(sent.getFirst());
        assertThat(Arrays.stream(out).limit(mark).max().orElseThrow()).isEqualTo(mark - 1);
    }

    @Test
    void both_ends_of_an_epoch_end_it_too() {
        hot(2);
        maker.epoch(true);
        hot(2);
        maker.epoch(false);
        hot(2);
        keep();
        assertThat(leftOut()).hasSize(48).doesNotContain(17L, 32L, 50L, 65L, 83L);
    }

    @Test
    void what_does_not_end_at_blocks_travels_and_stands_for_nothing_but_whole_blocks() {
        for (int i = 0; i < 40; i++) {
            maker.write(0, 512, new byte[BLOCK]);
            maker.write(0, 0, new byte[BLOCK + 100]);
        }
        keep();
        assertThat(leftOut()).isEmpty();
        spans.clear();
        sent.clear();
        for (int i = 0; i < 40; i++) {
            write(0, 1);
            maker.write(0, 0, new byte[BLOCK + 100]);
        }
        keep();
        assertThat(leftOut()).hasSize(40).allMatch(sequence -> (sequence - 80) % 2 == 1);
    }

    @Test
    void where_many_do_not_the_next_stretch_is_looked_at_in_sectors() {
        for (int stretch = 0; stretch < 2; stretch++) {
            for (int i = 0; i < 100; i++) {
                maker.write(0, 512L * (i % 4), new byte[1024]);
            }
            keep();
            assertThat(leftOut()).hasSize(stretch == 0 ? 0 : 96);
        }
    }

    @Test
    void zeros_and_trims_stand_for_what_was_there_unless_they_are_huge() {
        for (int i = 0; i < 64; i++) {
            write(i, 1);
        }
        maker.trim(0, 0, 64 * BLOCK);
        for (int i = 0; i < 64; i++) {
            write(i, 1);
        }
        maker.trim(0, 0, 8 << 20);
        keep();
        assertThat(leftOut()).hasSize(64).contains(1L, 64L).doesNotContain(65L, 66L);
    }

    @Test
    void disks_are_told_apart() {
        for (int i = 0; i < 64; i++) {
            maker.write(i % 2, 0, new byte[BLOCK]);
        }
        keep();
        assertThat(leftOut()).hasSize(62).doesNotContain(63L, 64L);
    }

    @Test
    void what_has_begun_to_travel_takes_nothing_from_what_comes_later() {
        hot(4);
        keep();
        assertThat(leftOut()).hasSize(48);
        hot(4);
        keep();
        assertThat(leftOut()).hasSize(96).doesNotContain(49L, 64L);
    }

    @Test
    void nothing_counts_before_it_is_durable() {
        hot(4);
        keep();
        hot(4);
        try (Frame later = maker.frame(false)) {
            spans.append(later);
            spans.abandon();
        }
        assertThat(leftOut()).hasSize(48);
    }

    @Test
    void a_newer_sender_stands_for_nothing_of_an_older() {
        hot(4);
        keep();
        FrameMaker newer = new FrameMaker(STREAM, 2, maker.sequence(), 0);
        for (int i = 0; i < 64; i++) {
            newer.write(0, (long) (i % 16) * BLOCK, new byte[BLOCK]);
        }
        keep(newer);
        assertThat(leftOut()).hasSize(96).doesNotContain(49L, 64L);
    }

    @Test
    void what_the_target_holds_is_forgotten() {
        hot(4);
        long end = keep().lastSequence();
        assertThat(leftOut()).isNotEmpty();
        spans.release(end - 1);
        assertThat(leftOut()).isNotEmpty();
        spans.release(end);
        assertThat(leftOut()).isEmpty();
    }

    @Test
    void a_stretch_ends_before_it_takes_too_long_to_send() {
        OpenSpan span = new OpenSpan(1, BLOCK);
        int changes = 0;
        try (Frame frame = one()) {
            while (!span.isFull()) {
                span.add(frame.record(0));
                changes++;
            }
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        assertThat(changes).isEqualTo((256 << 20) / BLOCK);
        assertThat(span.close().orElseThrow().superseded().cardinality()).isEqualTo(changes - 1);
    }

    private Frame one() {
        write(0, 1);
        return maker.frame(false);
    }
}
