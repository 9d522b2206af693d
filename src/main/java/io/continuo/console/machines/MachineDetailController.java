package io.continuo.console.machines;

import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.topology.ServerView;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.CacheForecast;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RpoTrend;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A machine's page. */
public final class MachineDetailController extends Screen {
    private static final Duration RPO_HISTORY = Duration.ofMinutes(60);
    private static final int EVENTS = 20;

    /** Until the policies are known (DOMAIN.md: recovery points, default). */
    private static final Duration CRASH_POINT = Duration.ofMinutes(5);

    private final ConsoleContext console;
    private final MachineDetailModel model;
    private final MachineDetailView view;
    private final MachineActs acts;
    private final String name;
    private final Optional<String> actAtOnce;
    private boolean acted;

    /**
     * @param args {@link Targets#MACHINE}, {@link Targets#ACT}, {@link Targets#POINT}
     */
    public MachineDetailController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new MachineDetailModel());
    }

    private MachineDetailController(
            ConsoleContext console, Map<String, String> args, MachineDetailModel model) {
        this(console, args, model, view(console, model));
    }

    private MachineDetailController(
            ConsoleContext console,
            Map<String, String> args,
            MachineDetailModel model,
            MachineDetailView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.model = model;
        this.view = view;
        name = args.getOrDefault(Targets.MACHINE, "");
        actAtOnce = Optional.ofNullable(args.get(Targets.ACT));
        acts = new MachineActs(console, tasks(), model, view);
        view.back.setOnAction(event -> console.navigator().go(Targets.MACHINES));
        view.events.all.setOnAction(event -> events());
        view.group.open.setOnAction(event -> openGroup());
    }

    private static MachineDetailView view(ConsoleContext console, MachineDetailModel model) {
        return new MachineDetailView(
                console.ui(),
                model.points(),
                console.state()::serverNow,
                event ->
                        console.navigator()
                                .go(
                                        Targets.EVENTS,
                                        Targets.MACHINE,
                                        event.machine().orElse(""),
                                        Targets.EVENT,
                                        Long.toString(event.id())),
                machine ->
                        console.navigator().go(Targets.MACHINE_DETAIL, Targets.MACHINE, machine));
    }

    private void openGroup() {
        console.state()
                .groupOf(name)
                .ifPresent(group ->
                        console.navigator().go(Targets.GROUPS, Targets.GROUP, group.name()));
    }

    private void events() {
        console.navigator().go(Targets.EVENTS, Targets.MACHINE, name);
    }

    @Override
    protected void activate() {
        Optional<MachineRow> row = console.state().machine(name);
        if (row.isEmpty()) {
            view.showGone(name);
            return;
        }
        view.why.reach(console.state().trendSpan());
        pins().add(console.state().watchTopology());
        pins().watch(row.get().viewProperty(), machine -> show(row.get()));
        pins().add(console.state().watchGroups());
        pins().onChange(console.state().groups(), () -> show(row.get()));
        pins().onChange(console.state().topology(), () -> show(row.get()));
        pins().onChange(console.state().machines(), this::stillThere);
        pins().watch(model.points().selected(), point -> showActs(row.get().view()));
        pins().onChange(console.state().events(), () -> takeEvents(row.get()));
        model.events(console.state().events(), row.get().id());
        view.events.show(model.events(), now());
        askHistory(row.get());
        askEvents(row.get());
        openAct(row.get().view());
    }

    private void show(MachineRow row) {
        MachineView machine = row.view();
        model.observed(machine, console.ui().clock().millis());
        Optional<GroupView> group = console.state().groupOf(machine.name());
        group.ifPresent(in -> view.group.show(in, machine.name(), console.state(), now()));
        view.show(row, group, now());
        view.attributes.show(machine, console.state().topology().get());
        var words = new HopWords(console.ui(), console.state().topology().get());
        view.why.show(machine, words, RpoTrend.of(row, console.ui().clock().millis()));
        Optional<ServerView> process = words.processServer(machine);
        view.why.held.show(
                machine,
                process.map(ServerView::name),
                process.filter(server -> server.cacheTotalBytes() > 0)
                        .map(server ->
                                CacheForecast.of(
                                        server,
                                        console.state().series().cache(server.id()),
                                        console.ui().clock().instant())),
                console.ui().clock().instant());
        view.points.show(machine, now());
        showRetention(machine);
        view.disks.show(machine);
        view.acts.show(machine);
        showActs(machine);
        if (model.pointsChanged(machine)) {
            askPoints(machine);
        }
    }

    private void showRetention(MachineView machine) {
        Duration crashPoint =
                console.state().policies().stream()
                        .filter(policy -> policy.name().equals(machine.policy()))
                        .findFirst()
                        .map(policy -> Duration.ofSeconds(policy.crashPointSeconds()))
                        .orElse(CRASH_POINT);
        Instant durable =
                machine.rpoSeconds()
                        .map(rpo -> now().minusMillis((long) (rpo * 1000)))
                        .orElse(now());
        view.points.retention.show(
                machine,
                RetentionPicture.of(
                        model.points().points(),
                        Duration.ofSeconds(machine.retentionSeconds()),
                        crashPoint,
                        machine.protectedSince(),
                        durable,
                        now()),
                now());
    }

    private void showActs(MachineView machine) {
        Optional<PointView> chosen = model.points().selected().get();
        view.points.showChosen(
                chosen,
                allowed(machine, Action.TEST_FAILOVER),
                allowed(machine, Action.EXPORT_POINT),
                allowed(machine, Action.MARK_POINT));
        view.showMainAct(machine, allowed(machine, Action.TEST_FAILOVER));
        acts.machine(machine);
    }

    static boolean allowed(MachineView machine, Action action) {
        return machine.actions().stream().anyMatch(act -> act.action() == action && act.allowed());
    }

    private void stillThere() {
        if (console.state().machine(name).isEmpty()) {
            pins().release();
            view.showGone(name);
        }
    }

    private void askPoints(MachineView machine) {
        tasks().call(() -> console.client().points(machine.id()))
                .latest("points")
                .then(points -> {
                    model.points().points(points);
                    view.legend.show(points);
                    console.state().machine(name).ifPresent(row -> showRetention(row.view()));
                })
                .otherwise(e -> model.forgetPoints())
                .start();
    }

    /** Without the history the line begins now: nothing to tell anybody. */
    private void askHistory(MachineRow row) {
        view.why.series(model.rpo());
        tasks().call(() -> console.client().rpo(row.id(), RPO_HISTORY))
                .then(samples -> {
                    model.history(samples, Duration.between(console.ui().clock().instant(), now()));
                    view.why.series(model.rpo());
                })
                .otherwise(e -> view.why.series(model.rpo()))
                .start();
    }

    private void askEvents(MachineRow row) {
        tasks().call(() -> console.client().events(EVENTS, Optional.of(row.id())))
                .then(events -> {
                    model.events(events, row.id());
                    view.events.show(model.events(), now());
                })
                .otherwise(e -> takeEvents(row))
                .start();
    }

    private void takeEvents(MachineRow row) {
        if (model.events(console.state().events(), row.id())) {
            view.events.show(model.events(), now());
        }
    }

    private void openAct(MachineView machine) {
        if (acted) {
            return;
        }
        acted = true;
        for (Action action : Action.values()) {
            if (actAtOnce.equals(Optional.of(action.name())) && allowed(machine, action)) {
                acts.offer(action);
            }
        }
    }

    private Instant now() {
        return console.state().serverNow();
    }
}
