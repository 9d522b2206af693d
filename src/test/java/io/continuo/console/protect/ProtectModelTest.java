package io.continuo.console.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.console.Samples;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class ProtectModelTest {
    private final ProtectDraft.Keeper keeper = new ProtectDraft.Keeper();
    private final ProtectModel model = new ProtectModel(keeper);

    @Test
    void the_disks_page_goes_on_only_with_a_good_name_and_good_disks() {
        model.goTo(ProtectStep.DISKS);
        assertThat(model.mayGoOn()).isFalse();
        model.name().set("db-01");
        model.disks().getFirst().set("/a.img");
        assertThat(model.mayGoOn()).isFalse();
        model.checked(good("/a.img"));
        assertThat(model.mayGoOn()).isTrue();
        model.addDisk();
        assertThat(model.mayGoOn()).as("an empty path").isFalse();
    }

    @Test
    void a_refused_name_is_told_beside_the_name() {
        model.goTo(ProtectStep.DISKS);
        model.name().set("db 01");
        model.disks().getFirst().set("/a.img");
        var refusal =
                new CheckFinding(CheckLevel.REFUSE, "NAME_INVALID", "name", "No.", "Use letters.");
        model.checked(
                new ProtectCheck(
                        List.of(refusal),
                        List.of(new DiskFacts("/a.img", 512, 512, Optional.empty()))));
        assertThat(model.against("name")).contains(refusal);
        assertThat(model.mayGoOn()).isFalse();
    }

    @Test
    void what_was_entered_is_there_when_the_wizard_is_resumed() {
        model.name().set("db-01");
        model.disks().getFirst().set("/a.img");
        model.addDisk();
        model.disks().getLast().set("/b.img");
        model.goTo(ProtectStep.POLICY);
        var again = new ProtectModel(keeper);
        assertThat(again.resumed()).isTrue();
        assertThat(again.name().get()).isEqualTo("db-01");
        assertThat(again.request().disks()).containsExactly("/a.img", "/b.img");
        assertThat(again.step().get()).isEqualTo(ProtectStep.POLICY);
    }

    @Test
    void a_failed_job_loses_nothing_of_the_form() {
        model.name().set("db-01");
        model.disks().getFirst().set("/a.img");
        model.follow(Samples.job(JobKind.ENABLE_PROTECTION, "db-01", JobState.FAILED, List.of()));
        model.backToForm();
        assertThat(model.job().get()).isEmpty();
        assertThat(model.request().name()).isEqualTo("db-01");
        assertThat(model.step().get()).isEqualTo(ProtectStep.REVIEW);
    }

    @Test
    void the_last_disk_is_emptied_instead_of_removed() {
        model.disks().getFirst().set("/a.img");
        model.removeDisk(model.disks().getFirst());
        assertThat(model.disks()).hasSize(1);
        assertThat(model.disks().getFirst().get()).isEmpty();
    }

    static ProtectCheck good(String... paths) {
        return new ProtectCheck(
                List.of(
                        new CheckFinding(CheckLevel.PASS, "NAME", "name", "The name is free.", ""),
                        new CheckFinding(
                                CheckLevel.PASS, "POLICY", "policy", "The policy exists.", ""),
                        new CheckFinding(CheckLevel.PASS, "AGENT", "agent", "It reports.", "")),
                java.util.Arrays.stream(paths)
                        .map(path ->
                                new DiskFacts(path, 536_870_912L, 134_217_728L, Optional.empty()))
                        .toList());
    }
}
