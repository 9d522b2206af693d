package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.ui.EventWords;
import io.continuo.console.ui.Words;

import javafx.collections.FXCollections;
import javafx.scene.Node;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Events: what happened, live, each with its cause and correction. */
public final class EventsController extends Screen {
    private final ConsoleContext console;
    private final EventsView view;
    private final EventsModel model;
    private final Optional<String> wanted;

    /**
     * @param args {@link Targets#MACHINE}, {@link Targets#EVENT}
     */
    public EventsController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new EventsView(console.ui(), console.state()::serverNow));
    }

    private EventsController(ConsoleContext console, Map<String, String> args, EventsView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.view = view;
        wanted = Optional.ofNullable(args.get(Targets.EVENT));
        model = new EventsModel(console.state().events(), event -> searchable(console.ui(), event));
        view.filter.field().setText(args.getOrDefault(Targets.MACHINE, ""));
        view.detail.machine.setOnAction(event -> openMachine());
    }

    private static String searchable(Ui ui, EventView event) {
        return String.join(
                        "\n",
                        event.machine().orElse(""),
                        EventWords.sentence(ui, event),
                        Words.of(ui, event.severity()),
                        event.code())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    protected void activate() {
        view.table.setItems(model.shown());
        pins().add(() -> view.table.setItems(FXCollections.observableArrayList()));
        pins().watch(
                        view.filter.field().textProperty(),
                        text -> filter(view.severity.valueProperty().get(), text));
        pins().watch(
                        view.severity.valueProperty(),
                        severity -> filter(severity, view.filter.field().getText()));
        pins().onChange(console.state().events(), this::show);
        pins().watch(view.table.getSelectionModel().selectedItemProperty(), event -> showChosen());
        show();
        wanted.flatMap(model::byId)
                .ifPresent(event -> {
                    view.table.getSelectionModel().select(event);
                    view.table.scrollTo(event);
                });
    }

    private void filter(Optional<Severity> severity, String text) {
        model.filter().set(new EventFilter(severity, text));
        show();
    }

    private void show() {
        view.show(model::count, !model.isEmpty());
        if (view.table.getSelectionModel().isEmpty() && !model.shown().isEmpty()) {
            view.table.getSelectionModel().selectFirst();
        }
        showChosen();
    }

    private void showChosen() {
        view.showDetail(
                Optional.ofNullable(view.table.getSelectionModel().getSelectedItem()),
                console.state().serverNow());
    }

    private void openMachine() {
        view.detail
                .shown()
                .machine()
                .ifPresent(machine ->
                        console.navigator().go(Targets.MACHINE_DETAIL, Targets.MACHINE, machine));
    }

    @Override
    protected Node firstFocus() {
        return view.table;
    }
}
