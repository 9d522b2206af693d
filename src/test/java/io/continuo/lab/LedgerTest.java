package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class LedgerTest {
    private final Clock stopped = Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC);
    private final List<LedgerEntry> told = new ArrayList<>();
    private final Ledger ledger = new Ledger(new LedgerClock(stopped), told::add);

    @Test
    void times_rise_even_when_the_clock_stands_still() {
        long first = ledger.now();
        LedgerEntry entry = ledger.issue(0, 3);
        assertThat(first).isEqualTo(1_000_000_000L);
        assertThat(entry.issued()).isGreaterThan(first);
        assertThat(ledger.now()).isGreaterThan(entry.issued());
    }

    @Test
    void a_record_counts_as_acknowledged_only_once_it_is() {
        LedgerEntry entry = ledger.issue(0, 3);
        assertThat(ledger.history(0, 3)).containsExactly(entry);
        assertThat(entry.acknowledged()).isEqualTo(LedgerEntry.NEVER);
        assertThat(told).isEmpty();
        ledger.acknowledge(entry);
        LedgerEntry kept = ledger.history(0, 3).getFirst();
        assertThat(kept.acknowledged()).isGreaterThan(entry.issued()).isLessThan(ledger.now());
        assertThat(told).containsExactly(kept);
    }

    @Test
    void sequences_go_on_after_what_was_found() {
        ledger.found(0, new Stamp(1, 77, 5));
        assertThat(ledger.issue(0, 2).stamp().sequence()).isEqualTo(78);
    }

    @Test
    void forgetting_keeps_what_a_point_at_that_time_can_hold() {
        for (int i = 0; i < 3; i++) {
            ledger.acknowledge(ledger.issue(0, 9));
        }
        List<LedgerEntry> all = ledger.history(0, 9);
        ledger.forgetBefore(all.get(1).acknowledged());
        assertThat(ledger.history(0, 9)).isEqualTo(all);
        ledger.forgetBefore(all.get(1).acknowledged() + 1);
        assertThat(ledger.history(0, 9)).isEqualTo(all.subList(1, 3));
        ledger.forgetBefore(Long.MAX_VALUE);
        assertThat(ledger.history(0, 9)).isEqualTo(all.subList(2, 3));
    }
}
