package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordFormatTest {
    private static final DiskPlan DISK = new DiskPlan(0, "a.raw", 1 << 20, 8 << 10, 64, 0);
    private final RecordFormat format = new RecordFormat("web-01", DISK, 7);

    @Test
    void a_record_tells_its_stamp() {
        Stamp stamp = new Stamp(12, 345, 678);
        assertThat(format.bytes(stamp)).hasSize(DISK.slotBytes());
        assertThat(format.stamp(format.bytes(stamp))).contains(stamp);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_gives_others() {
        Stamp stamp = new Stamp(1, 2, 3);
        assertThat(new RecordFormat("web-01", DISK, 7).bytes(stamp)).isEqualTo(format.bytes(stamp));
        assertThat(new RecordFormat("web-01", DISK, 8).bytes(stamp))
                .isNotEqualTo(format.bytes(stamp));
    }

    @Test
    void a_changed_bit_anywhere_makes_it_no_record() {
        byte[] bytes = format.bytes(new Stamp(1, 2, 3));
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 1;
            assertThat(format.stamp(bytes)).as("byte " + at).isEmpty();
            bytes[at] ^= 1;
        }
    }

    @Test
    void a_record_of_another_machine_is_none_here() {
        byte[] bytes = new RecordFormat("app-01", DISK, 7).bytes(new Stamp(1, 2, 3));
        assertThat(format.stamp(bytes)).isEmpty();
    }
}
