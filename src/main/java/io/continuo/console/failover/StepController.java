package io.continuo.console.failover;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Problems;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog of one step after a failover. It says first what it does and what it leaves behind;
 * closing it later stops nothing.
 */
public final class StepController extends Screen {
    private static final Duration JOB_LIMIT = Duration.ofDays(2);

    private final ConsoleContext console;
    private final Ui ui;
    private final String machine;
    private final StepModel model;
    private final StepDialog dialog;

    /**
     * @param args {@link Targets#MACHINE}, {@link Targets#ACT}
     */
    public StepController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new StepModel(action(args.get(Targets.ACT))));
    }

    private StepController(ConsoleContext console, Map<String, String> args, StepModel model) {
        this(
                console,
                args,
                model,
                new StepDialog(
                        console.ui(),
                        model,
                        args.getOrDefault(Targets.MACHINE, ""),
                        console.state()::serverNow));
    }

    private StepController(
            ConsoleContext console, Map<String, String> args, StepModel model, StepDialog dialog) {
        super(console.ui(), dialog.box());
        this.console = console;
        this.ui = console.ui();
        this.model = model;
        this.dialog = dialog;
        machine = args.getOrDefault(Targets.MACHINE, "");
        dialog.setActs(new Hands());
    }

    private static Action action(String name) {
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElse(Action.COMMIT);
    }

    @Override
    protected void activate() {
        pins().onChange(console.state().revision(), this::read);
        pins().watch(model.problem(), dialog::showProblem);
        pins().watch(model.points(), dialog::showPoints);
        pins().onChange(model.chosen(), dialog::refresh);
        pins().onChange(model.job(), dialog::refresh);
        pins().onChange(model.phase(), dialog::showPhase);
        read();
        dialog.showPhase();
        if (model.choosesPoint()) {
            askPoints();
        }
    }

    private void read() {
        Optional<MachineView> now = console.state().machine(machine).map(MachineRow::view);
        model.update(now);
        dialog.refresh();
    }

    private void askPoints() {
        tasks().call(() -> console.client().points(machine))
                .latest("points")
                .then(points ->
                        model.points(
                                Moments.of(
                                        model.machine(),
                                        points,
                                        Optional.empty(),
                                        console.state().serverNow())))
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .start();
    }

    private JobView ask(ContinuoClient client) {
        return switch (model.action()) {
            case CHANGE_POINT ->
                    client.changeFailoverPoint(
                            machine, model.chosen().get().map(DrillPoint::id).orElse(""));
            case CANCEL_FAILOVER -> client.cancelFailover(machine);
            case REPROTECT -> client.reprotect(machine, new ReprotectRequest(Optional.empty()));
            default -> client.commitFailover(machine);
        };
    }

    private void begin() {
        if (!model.mayBegin()) {
            return;
        }
        model.begin();
        tasks().call(() ->
                        console.client()
                                .await(
                                        ask(console.client()),
                                        JOB_LIMIT,
                                        now ->
                                                ui.thread()
                                                        .merge(
                                                                "step " + now.id(),
                                                                () -> follow(now))))
                .latest("job")
                .then(model::follow)
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .start();
    }

    private void follow(JobView job) {
        if (!job.state().ended() && dialog.box().getScene() != null) {
            model.follow(job);
        }
    }

    private final class Hands implements StepDialog.Acts {
        @Override
        public void choose(DrillPoint point) {
            model.choose(Optional.of(point));
        }

        @Override
        public void begin() {
            StepController.this.begin();
        }

        @Override
        public void close() {
            console.modals().close();
        }
    }
}
