package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** DOMAIN.md, "Resync and retry", row by row. */
class RetryRuleTest {
    @ParameterizedTest(name = "{0} is tried again: {1}")
    @CsvSource({
        "NETWORK, true",
        "LOW_DISK, true",
        "LOW_MEMORY, true",
        "AUTHENTICATION, false",
        "AUTHORIZATION, false",
        "BROKEN_DISK_CHAIN, false",
        "INVALID_REPLICA, false",
        "MACHINE_GONE, false"
    })
    void each_row_is_as_the_domain_has_it(RetryRule rule, boolean recoverable) {
        assertThat(rule.recoverable()).isEqualTo(recoverable);
        assertThat(rule.waitAfter(1))
                .isEqualTo(recoverable ? Optional.of(Duration.ofMinutes(1)) : Optional.empty());
        assertThat(rule.waitAfter(6))
                .isEqualTo(recoverable ? Optional.of(Duration.ofMinutes(30)) : Optional.empty());
    }

    @Test
    void no_row_is_missing_here() {
        assertThat(RetryRule.values()).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource
    void a_problem_is_judged_by_its_code_however_deep_it_lies(RetryRule rule) {
        for (ErrorCode code : rule.codes()) {
            ContinuoException problem =
                    Problem.of(code, "It failed.", "So it is.", "Mend it.").toException();
            assertThat(RetryRule.of(new IOException("copying", new IOException("x", problem))))
                    .as(code.name())
                    .isEqualTo(rule);
        }
    }

    @Test
    void no_code_is_in_two_rows() {
        List<ErrorCode> all =
                Arrays.stream(RetryRule.values()).flatMap(rule -> rule.codes().stream()).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void failures_without_a_code_are_judged_by_what_they_are() {
        assertThat(RetryRule.of(new IOException("connection reset"))).isEqualTo(RetryRule.NETWORK);
        assertThat(RetryRule.of(new NbdException(NbdError.ENOSPC, "no room")))
                .isEqualTo(RetryRule.LOW_DISK);
        assertThat(RetryRule.of(new IOException("copier", new OutOfMemoryError())))
                .isEqualTo(RetryRule.LOW_MEMORY);
        assertThat(RetryRule.of(new UnreadableReplicaException("it cannot read")))
                .isEqualTo(RetryRule.INVALID_REPLICA);
    }
}
