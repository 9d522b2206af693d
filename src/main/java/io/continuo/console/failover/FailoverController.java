package io.continuo.console.failover;

import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.MomentText;
import io.continuo.console.ui.Problems;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The wizard that moves a machine to the other side, or back. Nothing is touched before its name
 * was typed on the last page; leaving it later stops nothing.
 */
public final class FailoverController extends Screen {
    private static final Duration JOB_LIMIT = Duration.ofHours(6);

    private final ConsoleContext console;
    private final Ui ui;
    private final String machine;
    private final FailoverModel model;
    private final FailoverView view;

    /**
     * @param args {@link Targets#MACHINE}, {@link Targets#KIND}, {@link Targets#POINT}
     */
    public FailoverController(ConsoleContext console, Map<String, String> args) {
        this(console, args, model(console, args));
    }

    private FailoverController(
            ConsoleContext console, Map<String, String> args, FailoverModel model) {
        this(
                console,
                args,
                model,
                new FailoverView(
                        console.ui(),
                        model,
                        args.getOrDefault(Targets.MACHINE, ""),
                        console.state()::serverNow));
    }

    private FailoverController(
            ConsoleContext console,
            Map<String, String> args,
            FailoverModel model,
            FailoverView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.ui = console.ui();
        this.model = model;
        this.view = view;
        machine = args.getOrDefault(Targets.MACHINE, "");
        view.setActs(new Hands());
    }

    /** Knows its machine from the start, so that the title says which way it goes. */
    private static FailoverModel model(ConsoleContext console, Map<String, String> args) {
        var model =
                new FailoverModel(
                        kind(args.get(Targets.KIND)), Optional.ofNullable(args.get(Targets.POINT)));
        model.update(
                console.state()
                        .machine(args.getOrDefault(Targets.MACHINE, ""))
                        .map(MachineRow::view));
        return model;
    }

    private static Optional<FailoverKind> kind(String name) {
        return Arrays.stream(FailoverKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }

    @Override
    protected void activate() {
        pins().onChange(console.state().revision(), this::read);
        pins().watch(model.problem(), view::showProblem);
        pins().watch(model.points(), view::showPoints);
        pins().onChange(model.points(), this::showRange);
        pins().onChange(model.kind(), this::chosen);
        pins().onChange(model.chosen(), this::chosen);
        pins().onChange(model.preview(), view::refresh);
        pins().onChange(model.shutDown(), view::refresh);
        pins().onChange(model.step(), view::showStep);
        pins().onChange(model.job(), view::showRun);
        read();
        view.showStep();
        askPoints();
        ask();
    }

    private void read() {
        model.update(console.state().machine(machine).map(MachineRow::view));
        showRange();
        view.refresh();
    }

    private void showRange() {
        Optional<MachineView> now = model.machine();
        Instant newest =
                now.flatMap(MachineView::rpoSeconds)
                        .map(rpo -> console.state().serverNow().minusMillis((long) (rpo * 1000)))
                        .orElseGet(console.state()::serverNow);
        model.points().get().stream()
                .map(DrillPoint::time)
                .min(Comparator.naturalOrder())
                .ifPresent(
                        oldest -> view.showRange(oldest, newest.truncatedTo(ChronoUnit.SECONDS)));
    }

    private void chosen() {
        view.refresh();
        ask();
    }

    private void askPoints() {
        tasks().call(() -> console.client().points(machine))
                .latest("points")
                .then(points ->
                        model.points(
                                Moments.of(
                                        model.machine(),
                                        points,
                                        console.state()
                                                .groupOf(machine)
                                                .flatMap(GroupView::newestShared),
                                        console.state().serverNow())))
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .start();
    }

    /** Asks what the choice would cost; an older answer is dropped. */
    private void ask() {
        Optional<FailoverKind> kind = model.kind().get();
        Optional<String> point = model.point();
        if (kind.isEmpty() || point.isEmpty() || model.job().get().isPresent()) {
            return;
        }
        view.setAsking(true);
        tasks().call(() -> console.client().previewFailover(machine, kind.get(), point.get()))
                .latest("preview")
                .then(answer -> model.previewed(answer, kind.get(), point.get()))
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .atEnd(() -> view.setAsking(false))
                .start();
    }

    private void begin(String confirmed) {
        model.forgetProblem();
        model.request(confirmed)
                .ifPresent(request -> {
                    view.setAsking(true);
                    tasks().call(() -> console.client().failOver(machine, request))
                            .latest("begin")
                            .then(this::run)
                            .otherwise(e -> {
                                model.failed(Problems.of(ui, e));
                                askPoints();
                            })
                            .atEnd(() -> view.setAsking(false))
                            .start();
                });
    }

    private void run(JobView job) {
        model.follow(job);
        tasks().call(() ->
                        console.client()
                                .await(
                                        job,
                                        JOB_LIMIT,
                                        now ->
                                                ui.thread()
                                                        .merge(
                                                                "failover " + now.id(),
                                                                () -> follow(now))))
                .latest("job")
                .then(model::follow)
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .start();
    }

    private void follow(JobView job) {
        boolean ended = model.job().get().filter(now -> now.state().ended()).isPresent();
        if (!ended && job.state() != JobState.SUCCEEDED && view.root().getScene() != null) {
            model.follow(job);
        }
    }

    private void open() {
        console.navigator().go(Targets.MACHINE_DETAIL, Targets.MACHINE, machine);
    }

    private final class Hands implements FailoverView.Acts {
        @Override
        public void choose(FailoverKind kind) {
            model.forgetProblem();
            model.choose(kind);
        }

        @Override
        public void choose(DrillPoint point) {
            model.choosePoint(Optional.of(point));
        }

        @Override
        public void typed(MomentText moment) {
            model.forgetProblem();
            switch (moment) {
                case MomentText.Held(Instant time) ->
                        model.choosePoint(Optional.of(DrillPoint.moment(time)));
                case MomentText.Empty empty -> {
                    if (model.chosen()
                            .get()
                            .filter(point -> point.kind() != DrillPoint.Kind.MOMENT)
                            .isEmpty()) {
                        model.choosePoint(model.points().get().stream().findFirst());
                    }
                }
                case MomentText.Unread unread -> model.choosePoint(Optional.empty());
                case MomentText.Outside outside -> model.choosePoint(Optional.empty());
            }
        }

        @Override
        public void goTo(FailoverStep step) {
            model.forgetProblem();
            model.goTo(step);
            if (step == FailoverStep.CHECKS || step == FailoverStep.CONFIRM) {
                ask();
            }
        }

        @Override
        public void askAgain() {
            model.forgetProblem();
            ask();
        }

        @Override
        public void begin(String confirmed) {
            FailoverController.this.begin(confirmed);
        }

        @Override
        public void backToForm() {
            model.backToForm();
            ask();
        }

        @Override
        public void leave() {
            open();
        }
    }
}
