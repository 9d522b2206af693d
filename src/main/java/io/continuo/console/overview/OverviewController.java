package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.CauseWords;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.Connection;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RootCause;
import io.continuo.console.state.RpoTrend;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first ten seconds: what is wrong, what is next, what waits, and whether we can fail over. */
public final class OverviewController extends Screen {
    private static final int LEAST_ROWS = 3;
    private static final int MOST_ROWS = 24;
    private static final double RPO_ROW = 36;
    private static final double WAIT_ROW = 61;
    private static final double READY_ROW = 28;
    private static final double SHIFT_ROW = 36;

    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;
    private final OverviewModel model;
    private final RpoCard rpo;
    private final WaitCard wait;
    private final HopCard hop;
    private final ReadyCard ready;
    private final ShiftCard shift;
    private final Strip strip;
    private final OverviewView view;

    public OverviewController(ConsoleContext console, Map<String, String> args) {
        this(console, new Parts(console));
    }

    private OverviewController(ConsoleContext console, Parts parts) {
        super(console.ui(), parts.view.root());
        ui = console.ui();
        state = console.state();
        navigator = console.navigator();
        model = new OverviewModel(state, ui.clock());
        rpo = parts.rpo;
        wait = parts.wait;
        hop = parts.hop;
        ready = parts.ready;
        shift = parts.shift;
        strip = parts.strip;
        view = parts.view;
    }

    /** The cards, made before the screen. */
    private static final class Parts {
        private final RpoCard rpo;
        private final WaitCard wait;
        private final HopCard hop;
        private final ReadyCard ready;
        private final ShiftCard shift;
        private final Strip strip;
        private final OverviewView view;

        private Parts(ConsoleContext console) {
            Ui ui = console.ui();
            ConsoleState state = console.state();
            Navigator navigator = console.navigator();
            rpo =
                    new RpoCard(
                            ui,
                            row -> openMachine(navigator, row),
                            () -> navigator.go(Targets.MACHINES));
            wait = new WaitCard(ui, state, navigator);
            hop = new HopCard(ui, state, () -> navigator.go(Targets.TOPOLOGY));
            ready =
                    new ReadyCard(
                            ui,
                            state,
                            row -> openMachine(navigator, row),
                            () -> navigator.go(Targets.MACHINES));
            shift = new ShiftCard(ui, () -> navigator.go(Targets.EVENTS));
            strip =
                    new Strip(
                            ui,
                            state,
                            health ->
                                    navigator.go(Targets.MACHINES, Targets.HEALTH, health.name()));
            view =
                    new OverviewView(
                            ui,
                            new Banner(ui),
                            strip.root(),
                            rpo.card(),
                            wait.card(),
                            hop.card(),
                            ready.card(),
                            shift.card());
        }
    }

    private static void openMachine(Navigator navigator, MachineRow row) {
        navigator.go(Targets.MACHINE_DETAIL, Targets.MACHINE, row.name());
    }

    @Override
    protected void activate() {
        pins().add(state.watchTopology());
        pins().add(ui.timer().every(this::update));
        pins().onChange(state.connection(), this::update);
        pins().watch(((javafx.scene.layout.Region) node()).heightProperty(), height -> update());
    }

    private void update() {
        if (state.machines().isEmpty()) {
            view.show(state.server().get().isEmpty() ? waiting() : empty());
            return;
        }
        view.show(null);
        showBanner(state.connection().get().stale());
        int rows =
                Math.clamp(
                        (long) (view.roomForRows(rpo.overhead()) / ui.px(RPO_ROW)),
                        LEAST_ROWS,
                        MOST_ROWS);
        List<MachineRow> worst = model.worst();
        rpo.show(worst, rows, model.overHalf(), state.trendSpan());
        double upper = rpo.overhead() + Math.min(rows, worst.size()) * ui.px(RPO_ROW);
        view.limitTo(upper);
        wait.show(
                model.waiting(),
                model.running(),
                model.nextPoints(),
                Math.max(2, (int) ((upper - ui.px(44)) / ui.px(WAIT_ROW))));
        hop.show(model.slowestHop());
        double lower = view.lowerHeight();
        ready.show(
                model.readiness(),
                Math.max(2, (int) ((lower - ui.px(44 + 58 + 24 + 6)) / ui.px(READY_ROW))));
        shift.show(
                state.events(),
                model.shiftStart(),
                state.serverNow(),
                Math.max(3, (int) ((lower - ui.px(44 + 10)) / ui.px(SHIFT_ROW))));
        strip.show(model);
    }

    private void showBanner(boolean stale) {
        List<RootCause> causes = model.causes();
        if (stale) {
            silent();
        } else if (causes.isEmpty()) {
            calm();
        } else {
            alarm(causes.getFirst(), causes.size());
        }
    }

    private void alarm(RootCause cause, int causes) {
        Instant now = ui.clock().instant();
        view.banner.say(
                new Banner.Says(
                        cause.health(),
                        Optional.of(
                                since(cause)
                                        .map(since ->
                                                ui.text(
                                                        "overview.banner.since",
                                                        "span",
                                                        ui.format()
                                                                .rough(
                                                                        Duration.between(
                                                                                since, now)),
                                                        "time",
                                                        ui.format().when(since, now)))
                                        .orElse("")),
                        CauseWords.sentence(ui, cause),
                        CauseWords.correction(ui, cause)));
        List<Banner.Figure> figures = new ArrayList<>();
        if (!cause.machines().isEmpty()) {
            figures.add(
                    new Banner.Figure(
                            io.continuo.console.fx.Measure.of(
                                    ui.format().count(cause.machines().size()), ""),
                            cause.health(),
                            ui.text("overview.banner.behind", "count", cause.machines().size()),
                            view.banner.byState(cause.machinesByHealth())));
        }
        model.nextBreach()
                .ifPresent(breach ->
                        figures.add(
                                new Banner.Figure(
                                        ui.format().rough(breach.in()),
                                        Health.HEALTHY,
                                        ui.text("overview.banner.nextBreach"),
                                        Texts.small(
                                                ui.text(
                                                        "overview.banner.breachAt",
                                                        "machine",
                                                        breach.machine().name(),
                                                        "time",
                                                        ui.format()
                                                                .clock(now.plus(breach.in())))))));
        view.banner.figures(figures);
        view.banner.acts(acts(cause));
    }

    private List<Banner.Act> acts(RootCause cause) {
        List<Banner.Act> acts = new ArrayList<>();
        if (!cause.ofMachinesOnly() && navigator.knows(Targets.TOPOLOGY)) {
            acts.add(
                    new Banner.Act(
                            "path",
                            ui.text("overview.banner.path"),
                            () -> navigator.go(Targets.TOPOLOGY)));
        }
        if (cause.machines().size() == 1 && navigator.knows(Targets.MACHINE_DETAIL)) {
            MachineRow row = cause.machines().getFirst();
            acts.add(
                    new Banner.Act(
                            "open " + row.id(),
                            ui.text("overview.banner.open", "machine", row.name()),
                            () -> openMachine(navigator, row)));
        } else if (cause.machines().size() > 1 && navigator.knows(Targets.MACHINES)) {
            acts.add(
                    new Banner.Act(
                            "show " + cause.health(),
                            ui.text("overview.banner.show", "count", cause.machines().size()),
                            () ->
                                    navigator.go(
                                            Targets.MACHINES,
                                            Targets.HEALTH,
                                            cause.health().name())));
        }
        return acts;
    }

    /** Since when: the oldest time over the limit, or when it was first reported. */
    private Optional<Instant> since(RootCause cause) {
        long now = ui.clock().millis();
        Optional<Instant> over =
                cause.machines().stream()
                        .map(row -> RpoTrend.of(row, now))
                        .filter(RpoTrend.Over.class::isInstance)
                        .map(trend -> ui.clock().instant().minus(((RpoTrend.Over) trend).since()))
                        .min(Comparator.naturalOrder());
        Optional<Instant> reported =
                state.events().stream()
                        .filter(event -> event.code().equals(cause.code()))
                        .findFirst()
                        .map(event -> event.time());
        return over.or(() -> reported);
    }

    private void calm() {
        double highest = model.highestRpoSeconds();
        int machines = state.machines().size();
        view.banner.say(
                new Banner.Says(
                        Health.HEALTHY,
                        Optional.empty(),
                        ui.text("overview.banner.calm", "count", machines),
                        ui.text("overview.banner.calm.more", "points", model.points())));
        List<Banner.Figure> figures = new ArrayList<>();
        if (!Double.isNaN(highest)) {
            figures.add(
                    new Banner.Figure(
                            ui.format().fine(Duration.ofMillis((long) (highest * 1000))),
                            Health.HEALTHY,
                            ui.text("overview.banner.highest"),
                            null));
        }
        figures.add(
                new Banner.Figure(
                        io.continuo.console.fx.Measure.of(ui.format().count(model.points()), ""),
                        Health.HEALTHY,
                        ui.text("overview.banner.points"),
                        null));
        view.banner.figures(figures);
        view.banner.acts(List.of());
    }

    private void silent() {
        Connection connection = state.connection().get();
        Instant now = ui.clock().instant();
        view.banner.say(
                new Banner.Says(
                        Health.UNKNOWN,
                        Optional.of(
                                ui.text(
                                        "overview.banner.since",
                                        "span",
                                        ui.format()
                                                .rough(
                                                        Duration.between(
                                                                connection.lastHeard(), now)),
                                        "time",
                                        ui.format().when(connection.lastHeard(), now))),
                        ui.text("overview.banner.silent"),
                        ui.text("overview.banner.silent.more")));
        view.banner.figures(List.of());
        view.banner.acts(List.of());
    }

    private Node waiting() {
        return new EmptyState(
                MaterialDesignS.SERVER_NETWORK,
                ui.text("overview.first.waiting"),
                ui.text("overview.first.waiting.more"));
    }

    private Node empty() {
        return navigator.knows(Targets.PROTECT)
                ? new EmptyState(
                        MaterialDesignS.SHIELD_PLUS_OUTLINE,
                        ui.text("overview.first"),
                        ui.text("overview.first.more"),
                        Buttons.primary(
                                ui.text("overview.first.act"), () -> navigator.go(Targets.PROTECT)))
                : new EmptyState(
                        MaterialDesignS.SHIELD_PLUS_OUTLINE,
                        ui.text("overview.first"),
                        ui.text("overview.first.more"));
    }
}
