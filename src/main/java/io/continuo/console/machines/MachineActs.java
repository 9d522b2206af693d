package io.continuo.console.machines;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Tasks;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Targets;
import io.continuo.console.ui.Problems;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the buttons of a machine's page do. */
final class MachineActs {
    private final ConsoleContext console;
    private final Tasks tasks;
    private final MachineDetailModel model;
    private final MachineDetailView view;
    private MachineView machine;

    MachineActs(
            ConsoleContext console, Tasks tasks, MachineDetailModel model, MachineDetailView view) {
        this.console = console;
        this.tasks = tasks;
        this.model = model;
        this.view = view;
        view.test.setOnAction(event -> open(Action.TEST_FAILOVER));
        view.live.setOnAction(event -> view.mainAct().ifPresent(this::open));
        view.acts.onAct(this::open);
        view.points.test.setOnAction(event -> test(model.points().selected().get()));
        view.points.mark.setOnAction(event -> openMark());
        view.points.export.setOnAction(event -> openExport());
        view.points.markForm.onMark(this::mark);
        view.points.markForm.onCancel(() -> view.points.showForm(false));
        view.drill.cleanUp.setOnAction(event -> cleanUp());
        view.resync.start.setOnAction(event -> resync());
    }

    /** The machine as it is now. */
    void machine(MachineView now) {
        machine = now;
    }

    /** Opens what asks first; what would act at once is only brought into focus. */
    void offer(Action action) {
        if (action == Action.CLEAN_UP_TEST_FAILOVER) {
            view.drill.cleanUp.requestFocus();
        } else {
            open(action);
        }
    }

    /** Whether a machine's page has it; a planned failover back is called a failback. */
    static boolean shows(Action action, MachineView machine) {
        return switch (action) {
            case PLANNED_FAILOVER -> machine.direction() != Direction.REVERSE;
            case COMPLETE_MIGRATION -> false;
            case TEST_FAILOVER,
                    CLEAN_UP_TEST_FAILOVER,
                    UNPLANNED_FAILOVER,
                    CHANGE_POINT,
                    COMMIT,
                    CANCEL_FAILOVER,
                    REPROTECT,
                    FAILBACK,
                    MARK_POINT,
                    EXPORT_POINT,
                    UNPROTECT ->
                    true;
        };
    }

    void open(Action action) {
        switch (action) {
            case TEST_FAILOVER -> test(Optional.empty());
            case CLEAN_UP_TEST_FAILOVER -> cleanUp();
            case MARK_POINT -> openMark();
            case EXPORT_POINT -> openExport();
            case UNPROTECT -> openUnprotect();
            case PLANNED_FAILOVER, FAILBACK -> failOver(FailoverKind.PLANNED);
            case UNPLANNED_FAILOVER -> failOver(FailoverKind.UNPLANNED);
            case CHANGE_POINT, COMMIT, CANCEL_FAILOVER, REPROTECT -> step(action);
            case COMPLETE_MIGRATION ->
                    throw new IllegalArgumentException("no machine here is migrated");
        }
    }

    private void failOver(FailoverKind kind) {
        console.navigator()
                .go(Targets.FAILOVER, Targets.MACHINE, machine.name(), Targets.KIND, kind.name());
    }

    private void step(Action action) {
        console.navigator()
                .go(
                        Targets.FAILOVER_STEP,
                        Targets.MACHINE,
                        machine.name(),
                        Targets.ACT,
                        action.name());
    }

    private void test(Optional<PointView> point) {
        point.ifPresentOrElse(
                chosen ->
                        console.navigator()
                                .go(
                                        Targets.TEST_FAILOVER,
                                        Targets.MACHINE,
                                        machine.name(),
                                        Targets.POINT,
                                        chosen.id()),
                () ->
                        console.navigator()
                                .go(Targets.TEST_FAILOVER, Targets.MACHINE, machine.name()));
    }

    private void cleanUp() {
        view.drill.forgetFailure();
        view.drill.cleanUp.setDisable(true);
        tasks.call(() -> console.client().cleanUpTestFailover(machine.id()))
                .otherwise(e -> view.drill.showFailure(Problems.of(console.ui(), e)))
                .start();
    }

    private void resync() {
        view.resync.forgetFailure();
        view.resync.start.setDisable(true);
        tasks.call(() -> console.client().resync(machine.id()))
                .then(begun -> view.resync.start.setDisable(false))
                .otherwise(e -> view.resync.showFailure(Problems.of(console.ui(), e)))
                .start();
    }

    private void openMark() {
        view.points.markForm.clear();
        view.points.showForm(true);
    }

    private void mark(String label) {
        view.points.markForm.busy();
        tasks.call(() -> console.client().mark(machine.id(), label))
                .then(point -> {
                    view.points.showForm(false);
                    view.points.timeline.requestFocus();
                    selectOnceKnown(point);
                })
                .otherwise(e -> view.points.showFailure(Problems.of(console.ui(), e)))
                .start();
    }

    /** The new point may not be among the known ones yet. */
    private void selectOnceKnown(PointView point) {
        tasks.call(() -> console.client().points(machine.id()))
                .latest("points")
                .then(points -> {
                    model.points().points(points);
                    model.points().select(point.id());
                    view.legend.show(points);
                })
                .otherwise(e -> model.forgetPoints())
                .start();
    }

    private void openExport() {
        model.points()
                .selected()
                .get()
                .or(machine::newestPoint)
                .ifPresent(point -> {
                    ExportDialog[] dialog = new ExportDialog[1];
                    dialog[0] =
                            new ExportDialog(
                                    console.ui(),
                                    console.modals(),
                                    machine,
                                    point,
                                    machine.oldestPoint().orElse(point).time(),
                                    newestHeld(),
                                    request -> export(request, dialog[0]));
                    dialog[0].open();
                });
    }

    /** The newest moment the target holds. */
    private Instant newestHeld() {
        Instant now = console.state().serverNow();
        return machine.rpoSeconds()
                .map(rpo -> now.minusMillis((long) (rpo * 1000)))
                .orElse(now)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private void export(ExportRequest request, ExportDialog dialog) {
        tasks.call(() -> console.client().export(machine.id(), request))
                .then(this::follow)
                .otherwise(e -> dialog.fail(Problems.of(console.ui(), e)))
                .start();
    }

    private void openUnprotect() {
        UnprotectDialog[] dialog = new UnprotectDialog[1];
        dialog[0] =
                new UnprotectDialog(
                        console.ui(),
                        console.modals(),
                        machine,
                        () ->
                                tasks.call(() -> console.client().unprotect(machine.id()))
                                        .then(this::follow)
                                        .otherwise(
                                                e -> dialog[0].fail(Problems.of(console.ui(), e)))
                                        .start());
        dialog[0].open();
    }

    /** Long work is followed where jobs are. */
    private void follow(JobView job) {
        console.modals().close();
        console.navigator().go(Targets.JOBS, Targets.JOB, job.id());
    }
}
