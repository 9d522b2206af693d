package io.continuo.platform.qemu;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run as it is kept in its directory.
 *
 * @param process empty while QEMU is being started
 * @param state one of the words of {@link MachineRunView}
 */
record RunRecord(
        MachineStart start,
        Optional<ProcessMark> process,
        String accelerator,
        Instant startedAt,
        String state,
        Optional<Instant> firstOutputAt,
        Optional<Instant> bootedAt,
        String bootEvidence,
        Optional<String> problem) {
    static RunRecord begun(MachineStart start, String accelerator, Instant now) {
        return new RunRecord(
                start,
                Optional.empty(),
                accelerator,
                now,
                MachineRunView.RUNNING,
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.empty());
    }

    MachineRunView view() {
        return new MachineRunView(
                start.runId(),
                state,
                startedAt,
                firstOutputAt,
                bootedAt,
                bootEvidence,
                accelerator,
                problem);
    }

    RunRecord with(ProcessMark mark) {
        return new RunRecord(
                start,
                Optional.of(mark),
                accelerator,
                startedAt,
                state,
                firstOutputAt,
                bootedAt,
                bootEvidence,
                problem);
    }

    RunRecord at(List<String> uris) {
        MachineStart moved =
                new MachineStart(
                        start.runId(),
                        start.machine(),
                        start.hardware(),
                        uris,
                        start.isolated(),
                        start.watchSeconds());
        return new RunRecord(
                moved,
                process,
                accelerator,
                startedAt,
                state,
                firstOutputAt,
                bootedAt,
                bootEvidence,
                problem);
    }

    RunRecord spoke(Instant when) {
        return new RunRecord(
                start,
                process,
                accelerator,
                startedAt,
                state,
                Optional.of(when),
                bootedAt,
                bootEvidence,
                problem);
    }

    RunRecord booted(Instant when, String evidence) {
        return new RunRecord(
                start,
                process,
                accelerator,
                startedAt,
                MachineRunView.BOOTED,
                firstOutputAt,
                Optional.of(when),
                evidence,
                Optional.empty());
    }

    RunRecord trouble(Optional<String> what) {
        return new RunRecord(
                start,
                process,
                accelerator,
                startedAt,
                state,
                firstOutputAt,
                bootedAt,
                bootEvidence,
                what);
    }

    RunRecord ended(String why) {
        return new RunRecord(
                start,
                process,
                accelerator,
                startedAt,
                MachineRunView.ENDED,
                firstOutputAt,
                bootedAt,
                bootEvidence,
                Optional.of(why));
    }
}
