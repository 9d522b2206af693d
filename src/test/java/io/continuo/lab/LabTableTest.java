package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.lab.LabRow;
import io.continuo.api.lab.LabRow.RpoSummary;

import org.junit.jupiter.api.Test;

import java.util.List;

class LabTableTest {
    @Test
    void columns_are_aligned_and_every_number_has_its_unit() {
        LabRow web =
                new LabRow(
                        "web-01",
                        650_000,
                        new RpoSummary(0.4, 10.2, 74),
                        9,
                        671_088_640,
                        "verified",
                        true,
                        "in 1.2 s");
        LabRow db =
                new LabRow(
                        "db-01",
                        5_200_000,
                        new RpoSummary(0.42, 9.94, 11.25),
                        12,
                        3_400_000_000L,
                        "failed",
                        false);
        assertThat(LabTable.render(List.of(web, db)))
                .isEqualTo(
                        """
                        Machine       Churn  RPO p50  RPO p99     RPO max  Points  Verified    Booted  Drill
                        web-01   650.0 kB/s    0.4 s   10.2 s  1 min 14 s       9  671.1 MB  in 1.2 s  verified
                        db-01      5.2 MB/s    0.4 s    9.9 s      11.3 s      12   3.40 GB         -  failed
                        """);
    }

    @Test
    void quantities_read_as_people_write_them() {
        assertThat(Quantities.seconds(59.97)).isEqualTo("1 min 00 s");
        assertThat(Quantities.seconds(6300)).isEqualTo("1 h 45 min");
        assertThat(Quantities.bytes(0)).isEqualTo("0.0 kB");
    }

    @Test
    void a_percentile_is_a_value_that_was_measured() {
        List<Double> values = List.of(1.0, 2.0, 3.0, 4.0);
        assertThat(RpoSampler.rank(values, 0.5)).isEqualTo(2);
        assertThat(RpoSampler.rank(values, 0.99)).isEqualTo(4);
        assertThat(RpoSampler.rank(List.of(), 0.5)).isZero();
    }
}
