package io.continuo.console.protect;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.console.Samples;
import io.continuo.console.ScriptedClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server that knows a disk is missing when its path says so, and protects when let go. */
final class ProtectServer extends ScriptedClient {
    final CountDownLatch gate = new CountDownLatch(1);
    volatile ProtectRequest protectedWith;

    @Override
    public ProtectCheck checkProtect(ProtectRequest request) {
        List<CheckFinding> findings = new ArrayList<>();
        boolean bad = !request.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
        findings.add(
                bad
                        ? new CheckFinding(
                                CheckLevel.REFUSE, "NAME_INVALID", "name", "No.", "Other.")
                        : new CheckFinding(CheckLevel.PASS, "NAME", "name", "Free.", ""));
        findings.add(new CheckFinding(CheckLevel.PASS, "POLICY", "policy", "Exists.", ""));
        for (String role : List.of("AGENT", "PROCESS_SERVER", "MASTER_TARGET")) {
            findings.add(new CheckFinding(CheckLevel.PASS, role, role, "Reports.", ""));
        }
        List<DiskFacts> facts = new ArrayList<>();
        for (String path : request.disks()) {
            boolean missing = path.contains("missing");
            findings.add(
                    missing
                            ? new CheckFinding(
                                    CheckLevel.REFUSE, "DISK_MISSING", path, "No.", "Other.")
                            : new CheckFinding(CheckLevel.PASS, "DISK", path, "Good.", ""));
            facts.add(
                    new DiskFacts(
                            path,
                            missing ? 0 : 536_870_912L,
                            missing ? 0 : 134_217_728L,
                            missing
                                    ? Optional.of(
                                            Problem.of(
                                                    ErrorCode.DISK_MISSING, "No.", "No.", "Other."))
                                    : Optional.empty()));
        }
        return new ProtectCheck(findings, facts);
    }

    @Override
    public JobView protect(ProtectRequest request) {
        protectedWith = request;
        return job("job-ENABLE_PROTECTION");
    }

    @Override
    public JobView job(String id) {
        boolean done = gate.getCount() == 0;
        JobState rest = done ? JobState.SUCCEEDED : JobState.WAITING;
        StepView copy =
                Samples.step(
                        "INITIAL_REPLICATION",
                        done ? JobState.SUCCEEDED : JobState.RUNNING,
                        Optional.of(new Progress(102_000_000L, 268_435_456L, 96_000_000L)));
        return Samples.job(
                JobKind.ENABLE_PROTECTION,
                "db-01",
                done ? JobState.SUCCEEDED : JobState.RUNNING,
                List.of(
                        Samples.step("CHECK", JobState.SUCCEEDED),
                        Samples.step("PREPARE_REPLICA", JobState.SUCCEEDED),
                        Samples.step("START_CAPTURE", JobState.SUCCEEDED),
                        copy,
                        Samples.step("FINALIZE", rest)));
    }
}
