package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.DataState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What DOMAIN.md never retries is an error of the machine at once; what passes is not. */
class RefusedLineTest {
    private static final int DISK = 1 << 20;

    @TempDir Path directory;
    private Rig rig;

    @BeforeEach
    void replicating() throws Exception {
        rig = new Rig(directory, DISK);
        rig.start();
        rig.awaitState(DataState.DELTA);
    }

    private void refuse(ErrorCode code) {
        rig.target.refuse(
                Optional.of(Problem.of(code, "It was refused.", "So it is.", "Mend it.")));
        rig.capture().cut(Duration.ofMillis(1));
        Rig.await("it is refused", () -> rig.report().cause().contains("It was refused."));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CERTIFICATE_REFUSED",
                "COMPONENT_REVOKED",
                "SENDER_REPLACED",
                "JOURNAL_DAMAGED",
                "DATA_KEY_WRONG"
            })
    void what_does_not_pass_is_an_error_until_it_is_put_right(ErrorCode code) throws Exception {
        try (Rig open = rig) {
            refuse(code);
            assertThat(open.capture().state()).isEqualTo(DataState.ERROR);
            open.write(0, 0, new byte[] {1, 2, 3});
            open.target.refuse(Optional.empty());
            open.awaitState(DataState.DELTA);
            open.awaitEqual();
        }
    }

    @Test
    void what_passes_is_none_and_neither_is_a_target_that_has_just_started() {
        try (Rig open = rig) {
            for (ErrorCode code :
                    new ErrorCode[] {ErrorCode.DISK_FULL, ErrorCode.MACHINE_UNKNOWN}) {
                refuse(code);
                assertThat(open.capture().state()).isEqualTo(DataState.DELTA);
                open.target.refuse(Optional.empty());
                open.awaitEqual();
            }
        }
    }
}
