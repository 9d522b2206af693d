package io.continuo.console.protect;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.policy.PolicyView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.List;
import java.util.Optional;

/** What is entered in the wizard, what the server said about it, and what may be done next. */
final class ProtectModel {
    private final ProtectDraft.Keeper keeper;
    private final ReadOnlyObjectWrapper<ProtectStep> step;
    private final StringProperty name;
    private final ObservableList<StringProperty> disks = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<String> policy;
    private final ReadOnlyObjectWrapper<CaptureKind> capture;
    private final ReadOnlyObjectWrapper<Optional<ProtectCheck>> check =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<JobView>> job;
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final boolean resumed;
    private List<PolicyView> policies = List.of();
    private Runnable onEntered = () -> {};

    ProtectModel(ProtectDraft.Keeper keeper) {
        this.keeper = keeper;
        ProtectDraft draft = keeper.get();
        resumed = !draft.untouched() && draft.job().isEmpty();
        step = new ReadOnlyObjectWrapper<>(draft.step());
        name = new SimpleStringProperty(draft.name());
        policy = new ReadOnlyObjectWrapper<>(draft.policy());
        capture = new ReadOnlyObjectWrapper<>(draft.capture());
        job = new ReadOnlyObjectWrapper<>(draft.job());
        draft.disks().forEach(this::insert);
        name.subscribe((before, now) -> entered());
    }

    /** Called whenever something that the server should look at was entered. */
    void setOnEntered(Runnable newOnEntered) {
        onEntered = newOnEntered;
    }

    /** Whether this is a draft somebody left. */
    boolean resumed() {
        return resumed;
    }

    ReadOnlyObjectProperty<ProtectStep> step() {
        return step.getReadOnlyProperty();
    }

    StringProperty name() {
        return name;
    }

    /** At least one path; a path may be empty while it is typed. */
    ObservableList<StringProperty> disks() {
        return disks;
    }

    ReadOnlyObjectProperty<Optional<ProtectCheck>> check() {
        return check.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<JobView>> job() {
        return job.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<String> policyId() {
        return policy.getReadOnlyProperty();
    }

    /** How the disks' user reaches them. */
    ReadOnlyObjectProperty<CaptureKind> capture() {
        return capture.getReadOnlyProperty();
    }

    void chooseCapture(CaptureKind kind) {
        capture.set(kind);
        entered();
    }

    List<PolicyView> policies() {
        return policies;
    }

    /** The chosen policy, or the default one; empty while the policies are not known. */
    Optional<PolicyView> policy() {
        return policies.stream()
                .filter(each -> each.id().equals(policy.get()))
                .findFirst()
                .or(() -> policies.stream().filter(PolicyView::isDefault).findFirst());
    }

    void policies(List<PolicyView> all) {
        policies = List.copyOf(all);
    }

    void choosePolicy(String id) {
        policy.set(id);
        entered();
    }

    void addDisk() {
        insert("");
        entered();
    }

    private void insert(String path) {
        var disk = new SimpleStringProperty(path);
        disk.subscribe((before, now) -> entered());
        disks.add(disk);
    }

    /** The last disk stays, emptied. */
    void removeDisk(StringProperty disk) {
        if (disks.size() == 1) {
            disk.set("");
        } else {
            disks.remove(disk);
        }
        entered();
    }

    private void entered() {
        keep();
        onEntered.run();
    }

    private void keep() {
        keeper.keep(
                new ProtectDraft(
                        step.get(),
                        name.get(),
                        disks.stream().map(StringProperty::get).toList(),
                        policy.get(),
                        capture.get(),
                        job.get()));
    }

    /** What is asked of the server. */
    ProtectRequest request() {
        return new ProtectRequest(name.get().strip(), paths(), policy.get(), capture.get(), "");
    }

    private List<String> paths() {
        return disks.stream()
                .map(disk -> disk.get().strip())
                .filter(path -> !path.isEmpty())
                .toList();
    }

    /** Whether there is enough to ask the server about. */
    boolean worthChecking() {
        return !name.get().isBlank() || !paths().isEmpty();
    }

    void checked(ProtectCheck newCheck) {
        check.set(Optional.of(newCheck));
    }

    void failed(Problem why) {
        problem.set(Optional.of(why));
    }

    void forgetProblem() {
        problem.set(Optional.empty());
    }

    /** What speaks against a field: {@code name}, or the path of a disk. */
    Optional<CheckFinding> against(String subject) {
        return findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .filter(finding -> finding.level() != CheckLevel.PASS)
                .findFirst();
    }

    Optional<DiskFacts> facts(String path) {
        return check.get().stream()
                .flatMap(answer -> answer.disks().stream())
                .filter(facts -> facts.path().equals(path) && facts.problem().isEmpty())
                .findFirst();
    }

    List<DiskFacts> facts() {
        return check.get().map(ProtectCheck::disks).orElse(List.of());
    }

    List<CheckFinding> findings() {
        return check.get().map(ProtectCheck::findings).orElse(List.of());
    }

    /** Bytes that initial replication carries. */
    long bytesToCopy() {
        return facts().stream().mapToLong(DiskFacts::allocatedBytes).sum();
    }

    long bytesInAll() {
        return facts().stream().mapToLong(DiskFacts::sizeBytes).sum();
    }

    /** Whether the page is complete and nothing on it is refused. */
    boolean mayGoOn() {
        return switch (step.get()) {
            case SCENARIO -> true;
            case DISKS -> disksAreGood();
            case POLICY -> policy().isPresent();
            case CHECKS, REVIEW -> disksAreGood() && policy().isPresent() && nothingRefuses();
        };
    }

    private boolean disksAreGood() {
        return !name.get().isBlank()
                && paths().size() == disks.size()
                && paths().stream().allMatch(path -> facts(path).isPresent())
                && findings().stream()
                        .filter(finding -> finding.subject().equals("name"))
                        .noneMatch(ProtectModel::refuses);
    }

    private boolean nothingRefuses() {
        return check.get().isPresent() && findings().stream().noneMatch(ProtectModel::refuses);
    }

    private static boolean refuses(CheckFinding finding) {
        return finding.level() == CheckLevel.REFUSE;
    }

    void goTo(ProtectStep newStep) {
        problem.set(Optional.empty());
        step.set(newStep);
        keep();
    }

    /** The machine is being protected. */
    void follow(JobView newJob) {
        job.set(Optional.of(newJob));
        if (newJob.state() == JobState.FAILED) {
            problem.set(newJob.problem());
        }
        keep();
    }

    /** From a failed job back to what was entered; nothing of it is lost. */
    void backToForm() {
        job.set(Optional.empty());
        step.set(ProtectStep.REVIEW);
        keep();
        onEntered.run();
    }

    /** Forgets everything, for the next machine. */
    void startOver() {
        keeper.keep(ProtectDraft.EMPTY);
    }
}
