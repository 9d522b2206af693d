package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.chart.TimeSeries;

import javafx.collections.FXCollections;
import javafx.scene.Node;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The list of machines: filter, group, sort, open. */
public final class MachinesController extends Screen {
    /** What changed live is looked at again this often. */
    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final ConsoleContext console;
    private final Map<String, String> args;
    private final MachinesView view;
    private final MachinesModel model;
    private Instant refreshed = Instant.MIN;

    /**
     * @param args {@link Targets#FILTER}, {@link Targets#HEALTH}
     */
    public MachinesController(ConsoleContext console, Map<String, String> args) {
        this(console, args, view(console));
    }

    private MachinesController(
            ConsoleContext console, Map<String, String> args, MachinesView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.args = args;
        this.view = view;
        model = new MachinesModel(console.state().machines(), new MachineSearch(console.ui()));
        view.machines.onOpen(this::open);
        view.onClear(this::clear);
        view.onProtect(() -> console.navigator().go(Targets.PROTECT));
        view.filter.field().setText(args.getOrDefault(Targets.FILTER, ""));
        view.health.valueProperty().set(health(args.get(Targets.HEALTH)));
    }

    private static MachinesView view(ConsoleContext console) {
        var words = new GroupWords(console.ui());
        var freshness = new Freshness(console.state());
        var columns =
                new MachineColumns(
                        console.ui(),
                        freshness,
                        id -> series(console, id),
                        words::of,
                        console.state()::trendSpan);
        return new MachinesView(
                console.ui(),
                new MachineTable(console.ui(), columns, freshness),
                console.navigator().knows(Targets.PROTECT));
    }

    @Override
    protected void activate() {
        var table = view.machines.node();
        table.setItems(model.lines());
        pins().add(() -> table.setItems(FXCollections.observableArrayList()));
        pins().watch(table.comparatorProperty(), model::orderBy);
        pins().watch(view.filter.field().textProperty(), this::text);
        pins().watch(view.health.valueProperty(), this::health);
        pins().watch(view.dataState.valueProperty(), state -> filter(f -> f.withDataState(state)));
        pins().watch(view.grouping.valueProperty(), model.grouping()::set);
        pins().watch(model.counts(), counts -> view.show(counts, model.filter().get()));
        pins().onChange(console.state().machines(), model::refresh);
        pins().add(console.ui().timer().every(this::tick));
    }

    private void text(String text) {
        filter(f -> f.withText(text));
        console.navigator().remember(Targets.FILTER, text.isEmpty() ? null : text);
    }

    private void health(Optional<Health> health) {
        filter(f -> f.withHealth(health));
        console.navigator().remember(Targets.HEALTH, health.map(Health::name).orElse(null));
    }

    private void filter(UnaryOperator<MachineFilter> change) {
        model.filter().set(change.apply(model.filter().get()));
    }

    private void clear() {
        view.filter.field().clear();
        view.health.valueProperty().set(Optional.empty());
        view.dataState.valueProperty().set(Optional.empty());
    }

    private void tick() {
        Instant now = console.ui().clock().instant();
        if (now.isAfter(refreshed.plus(REFRESH)) && view.machines.untouched()) {
            refreshed = now;
            model.refresh();
        }
    }

    private void open(MachineLine line) {
        switch (line) {
            case MachineLine.Group group -> model.fold(group);
            case MachineLine.Machine machine ->
                    console.navigator()
                            .go(Targets.MACHINE_DETAIL, Targets.MACHINE, machine.row().name());
        }
    }

    private static Optional<Health> health(String name) {
        for (Health health : Health.values()) {
            if (health.name().equals(name)) {
                return Optional.of(health);
            }
        }
        return Optional.empty();
    }

    private static TimeSeries series(ConsoleContext console, String id) {
        return console.state()
                .machine(id)
                .map(MachineRow::rpoSeries)
                .orElseGet(() -> new TimeSeries(2));
    }

    @Override
    protected Node firstFocus() {
        return view.machines.node();
    }
}
