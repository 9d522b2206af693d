package io.continuo.console.failover;

import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.JobRow;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.MomentText;
import io.continuo.console.ui.Problems;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The dialog of one machine's drill. It shows wherever the drill is: to be started, starting,
 * running, cleaned up. Closing it never stops anything.
 */
public final class DrillController extends Screen {
    private static final Duration JOB_LIMIT = Duration.ofHours(1);

    private final ConsoleContext console;
    private final Ui ui;
    private final String machine;
    private final DrillModel model;
    private final DrillWords words;
    private final DrillDialog dialog;

    public DrillController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new DrillWords(console.ui()));
    }

    private DrillController(ConsoleContext console, Map<String, String> args, DrillWords words) {
        this(
                console,
                args,
                words,
                new DrillDialog(console.ui(), words, console.state()::serverNow));
    }

    private DrillController(
            ConsoleContext console,
            Map<String, String> args,
            DrillWords words,
            DrillDialog dialog) {
        super(console.ui(), dialog.box());
        this.console = console;
        this.ui = console.ui();
        this.words = words;
        this.dialog = dialog;
        machine = args.getOrDefault(Targets.MACHINE, "");
        model = new DrillModel(Optional.ofNullable(args.get(Targets.POINT)));
        dialog.setActs(new Hands());
    }

    @Override
    protected void activate() {
        pins().onChange(console.state().revision(), this::read);
        pins().watch(model.problem(), dialog::showProblem);
        pins().watch(model.points(), dialog::showPoints);
        pins().onChange(model.points(), () -> model.machine().ifPresent(this::showRange));
        pins().watch(model.phase(), this::show);
        pins().onChange(model.chosen(), this::showChoice);
        pins().add(ui.timer().every(this::tick));
        read();
        loadPoints();
        pickUpJob();
    }

    private void read() {
        Optional<MachineView> now = console.state().machine(machine).map(MachineRow::view);
        model.update(now);
        dialog.title(machine, now);
        dialog.mayCleanUp(mayCleanUp());
        now.ifPresent(this::showRange);
        showChoice();
    }

    private void showRange(MachineView view) {
        Instant newest =
                view.rpoSeconds()
                        .map(rpo -> console.state().serverNow().minusMillis((long) (rpo * 1000)))
                        .orElseGet(console.state()::serverNow);
        model.points().get().stream()
                .map(DrillPoint::time)
                .min(Comparator.naturalOrder())
                .ifPresent(
                        oldest -> dialog.showRange(oldest, newest.truncatedTo(ChronoUnit.SECONDS)));
    }

    private void loadPoints() {
        tasks().call(() -> console.client().points(machine))
                .latest("points")
                .then(points -> {
                    model.shared(console.state().groupOf(machine).flatMap(GroupView::newestShared));
                    model.points(points, console.state().serverNow());
                })
                .otherwise(e -> {
                    model.points(List.of(), console.state().serverNow());
                    model.failed(Problems.of(ui, e));
                })
                .start();
    }

    /** A job begun elsewhere, or before this dialog was opened, is followed as if begun here. */
    private void pickUpJob() {
        console.state().jobs().stream()
                .map(JobRow::view)
                .filter(job -> job.machine().equals(machine) && !job.state().ended())
                .filter(job ->
                        job.kind() == JobKind.TEST_FAILOVER
                                || job.kind() == JobKind.TEST_FAILOVER_CLEANUP)
                .findFirst()
                .ifPresent(job -> run(() -> job));
    }

    private void run(Callable<JobView> begin) {
        model.forgetProblem();
        tasks().call(() ->
                        console.client()
                                .await(
                                        begin.call(),
                                        JOB_LIMIT,
                                        job ->
                                                ui.thread()
                                                        .merge(
                                                                "drill " + job.id(),
                                                                () -> follow(job))))
                .latest("job")
                .then(this::ended)
                .otherwise(e -> {
                    model.failed(Problems.of(ui, e));
                    show(model.phase().get());
                })
                .start();
    }

    private void follow(JobView job) {
        if (!job.state().ended() && dialog.box().getScene() != null) {
            model.follow(job);
        }
    }

    private void ended(JobView job) {
        tasks().call(() -> console.client().machine(machine))
                .latest("machine")
                .then(view -> {
                    model.update(Optional.of(view));
                    model.follow(job);
                })
                .otherwise(e -> model.follow(job))
                .start();
    }

    private void show(DrillPhase phase) {
        switch (phase) {
            case DrillPhase.Loading loading -> dialog.showLoading();
            case DrillPhase.Unknown unknown -> dialog.showUnknown(machine);
            case DrillPhase.Choosing choosing -> {
                dialog.showChoosing();
                showChoice();
            }
            case DrillPhase.Starting starting ->
                    dialog.showJob(
                            starting.job(), ui.text("failover.starting", "machine", machine));
            case DrillPhase.Running running ->
                    dialog.showRunning(machine, running.drill(), mayCleanUp());
            case DrillPhase.Cleaning cleaning ->
                    dialog.showJob(
                            cleaning.job(), ui.text("failover.cleaning", "machine", machine));
            case DrillPhase.Done done -> dialog.showDone(machine, done.drill(), ran());
        }
    }

    private boolean mayCleanUp() {
        return model.machine().stream()
                .flatMap(view -> view.actions().stream())
                .filter(action -> action.action() == Action.CLEAN_UP_TEST_FAILOVER)
                .allMatch(action -> action.allowed());
    }

    private Optional<Duration> ran() {
        return model.machine().flatMap(MachineView::lastDrill).map(DrillController::duration);
    }

    private static Duration duration(DrillView drill) {
        return Duration.between(drill.startedAt(), drill.endedAt());
    }

    private void showChoice() {
        if (model.phase().get() instanceof DrillPhase.Choosing) {
            model.machine()
                    .ifPresent(
                            view -> dialog.showChoice(view, model.chosen().get(), findings(view)));
        }
    }

    private List<CheckFinding> findings(MachineView view) {
        return words.checks(
                view,
                model.chosen().get(),
                console.state().connection().get().stale(),
                console.state().serverNow());
    }

    private void tick() {
        switch (model.phase().get()) {
            case DrillPhase.Running running -> dialog.tick(running.drill());
            case DrillPhase.Loading loading -> {}
            case DrillPhase.Unknown unknown -> {}
            case DrillPhase.Choosing choosing -> {}
            case DrillPhase.Starting starting -> {}
            case DrillPhase.Cleaning cleaning -> {}
            case DrillPhase.Done done -> {}
        }
    }

    private final class Hands implements DrillDialog.Acts {
        @Override
        public void choose(DrillPoint point) {
            model.choose(point);
        }

        @Override
        public void typed(MomentText moment) {
            switch (moment) {
                case MomentText.Held(Instant time) -> model.choose(DrillPoint.moment(time));
                case MomentText.Empty empty -> {
                    if (model.chosen()
                            .get()
                            .filter(point -> point.kind() != DrillPoint.Kind.MOMENT)
                            .isEmpty()) {
                        model.chooseFirst();
                    }
                }
                case MomentText.Unread unread -> model.chooseNone();
                case MomentText.Outside outside -> model.chooseNone();
            }
        }

        @Override
        public void start() {
            model.chosen()
                    .get()
                    .ifPresent(point ->
                            run(() -> console.client().startTestFailover(machine, point.id())));
        }

        @Override
        public void cleanUp() {
            run(() -> console.client().cleanUpTestFailover(machine));
        }

        @Override
        public void again() {
            model.again();
            loadPoints();
        }

        @Override
        public void close() {
            console.modals().close();
        }
    }
}
