package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class ReadAheadTest {
    private static final long SIZE = 64L << 20;

    private final List<long[]> fetched = new ArrayList<>();
    private final ReadAhead ahead = new ReadAhead(SIZE);

    private void read(long offset, long length) {
        ahead.reading(offset, length)
                .ifPresent(range -> fetched.add(new long[] {range.offset(), range.length()}));
    }

    @Test
    void random_reads_fetch_nothing_more() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            read(random.nextInt(8000) * 8192L, 4096);
        }
        assertThat(fetched).isEmpty();
    }

    @Test
    void sequential_reads_have_every_byte_fetched_once_and_before_they_come() {
        for (long at = 0; at < SIZE; at += 4096) {
            read(at, 4096);
        }
        long next = fetched.getFirst()[0];
        assertThat(next).isLessThanOrEqualTo(8192);
        for (long[] range : fetched) {
            assertThat(range[0]).isEqualTo(next);
            next += range[1];
        }
        assertThat(next).isEqualTo(SIZE);
        assertThat(fetched).hasSizeLessThan(100);
    }

    @Test
    void a_second_try_of_a_read_changes_nothing() {
        for (long at = 0; at < SIZE; at += 65536) {
            read(at, 65536);
            read(at, 65536);
        }
        assertThat(fetched.stream().mapToLong(range -> range[1]).sum())
                .isBetween(SIZE - (1 << 20), SIZE);
    }

    @Test
    void a_few_streams_at_once_are_told_apart() {
        for (long at = 0; at < 16 << 20; at += 65536) {
            read(at, 65536);
            read((16 << 20) + at, 65536);
            read((32 << 20) + at, 65536);
        }
        assertThat(fetched.stream().mapToLong(range -> range[1]).sum()).isGreaterThan(40L << 20);
    }
}
