package io.continuo.console.protect;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.CaptureKind;

import java.util.List;
import java.util.Optional;

/**
 * What was entered so far. It outlives the wizard's screen, so that one can leave and resume.
 *
 * @param policy id of the chosen policy; empty for the default one
 * @param capture how the disks' user reaches them
 * @param job the job that protects the machine, once it was asked for
 */
record ProtectDraft(
        ProtectStep step,
        String name,
        List<String> disks,
        String policy,
        CaptureKind capture,
        Optional<JobView> job) {
    static final ProtectDraft EMPTY =
            new ProtectDraft(
                    ProtectStep.SCENARIO, "", List.of(""), "", CaptureKind.NBD, Optional.empty());

    ProtectDraft {
        disks = List.copyOf(disks);
    }

    boolean untouched() {
        return equals(EMPTY);
    }

    /** Holds the draft between two visits. UI thread only. */
    static final class Keeper {
        private ProtectDraft draft = EMPTY;

        ProtectDraft get() {
            return draft;
        }

        void keep(ProtectDraft newDraft) {
            draft = newDraft;
        }
    }
}
