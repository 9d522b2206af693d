package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.DesktopFilePicker;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.FilePicker;
import io.continuo.console.ui.Problems;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The topology: follows the server's picture, and lets one find, select and open what is on it. */
public final class TopologyController extends Screen {
    /** Argument: id of the box that is selected; remembered for Back. */
    private static final String SELECTED = "selected";

    private final ConsoleContext console;
    private final Ui ui;
    private final TopologyModel model = new TopologyModel();
    private final MapWords words;
    private final FactsOf facts;
    private final TopologyMapView view;
    private final MapExport export;
    private List<Arrangement.Box> found = List.of();
    private int foundAt = -1;
    private long drawnRevision = -1;
    private long drawnSecond;

    public TopologyController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new DesktopFilePicker());
    }

    TopologyController(ConsoleContext console, Map<String, String> args, FilePicker files) {
        this(console, args, files, new MapWords(console.ui(), console.state()::serverNow));
    }

    private TopologyController(
            ConsoleContext console, Map<String, String> args, FilePicker files, MapWords words) {
        this(console, args, files, words, new TopologyMapView(console.ui(), words));
    }

    private TopologyController(
            ConsoleContext console,
            Map<String, String> args,
            FilePicker files,
            MapWords words,
            TopologyMapView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.ui = console.ui();
        this.view = view;
        this.words = words;
        this.facts = new FactsOf(ui, console.state(), words);
        this.export = new MapExport(ui, files, words);
        model.select(Optional.ofNullable(args.get(SELECTED)));
        view.setHands(new Hands());
        view.map.setOnLook(this::showViewport);
        view.root().addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        view.toolbar.find.setOnAction(event -> nextFound());
    }

    @Override
    protected void activate() {
        pins().add(console.state().watchTopology());
        pins().add(ui.timer().every(this::refresh));
        pins().watch(model.shown(), this::show);
        pins().watch(model.selected(), id -> showSelected());
        pins().watch(view.toolbar.filter.valueProperty(), model::setFilter);
        pins().watch(view.toolbar.find.textProperty(), this::find);
        refresh();
    }

    /** Twice a second at most, and only when something changed. */
    private void refresh() {
        long revision = console.state().revision().get();
        boolean second = ui.clock().millis() / 1000 != drawnSecond;
        if (revision == drawnRevision && !second) {
            return;
        }
        drawnRevision = revision;
        drawnSecond = ui.clock().millis() / 1000;
        console.state()
                .topology()
                .get()
                .ifPresent(topology ->
                        model.update(
                                topology,
                                console.state().machines().stream()
                                        .map(MachineRow::view)
                                        .toList()));
    }

    private void show(Estate estate) {
        view.showEmpty(model.known() && model.estate().empty());
        words.setSharedNames(model.estate().sharedNames());
        view.map.show(estate);
        found = TopologyModel.find(view.map.world().map(), view.toolbar.find.getText());
        showSelected();
    }

    private void showSelected() {
        Optional<Thing> thing = selected();
        thing.ifPresent(chosen -> view.panel.show(facts.of(chosen)));
        view.showPanel(thing.isPresent());
        mark();
    }

    private Optional<Thing> selected() {
        return model.selected().get().flatMap(id -> view.map.thing(id));
    }

    private void mark() {
        Set<String> ids =
                found.stream().map(Arrangement.Box::id).collect(Collectors.toUnmodifiableSet());
        view.map.mark(ids, model.selected().get());
    }

    private void showViewport() {
        view.toolbar.showPercent(view.map.percent());
        view.minimap.show(
                view.map.world().map(),
                view.map.viewport().seen(view.map.getWidth(), view.map.getHeight()));
    }

    private void find(String text) {
        found = TopologyModel.find(view.map.world().map(), text);
        foundAt = -1;
        view.toolbar.showFound(found.size());
        mark();
    }

    private void nextFound() {
        if (!found.isEmpty()) {
            foundAt = (foundAt + 1) % found.size();
            Arrangement.Box box = found.get(foundAt);
            select(box.thing());
            view.map.focus(box.id());
        }
    }

    private void shortcut(KeyEvent event) {
        boolean typing = event.getTarget() == view.toolbar.find;
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (typing) {
            if (event.getCode() == KeyCode.ESCAPE) {
                view.toolbar.find.clear();
                event.consume();
            }
            return;
        }
        boolean used = true;
        switch (event.getCode()) {
            case SLASH, DIVIDE -> view.toolbar.find.requestFocus();
            case PLUS, EQUALS, ADD -> view.map.zoomIn();
            case MINUS, SUBTRACT -> view.map.zoomOut();
            case DIGIT0, NUMPAD0 -> view.map.fit();
            case ESCAPE -> deselect();
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
    }

    private void select(Thing thing) {
        model.select(Optional.of(thing.id()));
        console.navigator().remember(SELECTED, thing.id());
    }

    private void deselect() {
        model.select(Optional.empty());
        console.navigator().remember(SELECTED, null);
    }

    private void open(Thing thing) {
        if (thing instanceof Thing.GuestTile guest) {
            openMachine(guest.name());
        } else {
            select(thing);
        }
    }

    private void openMachine(String name) {
        console.navigator().go(Targets.MACHINE_DETAIL, Targets.MACHINE, name);
    }

    private List<Node> acts(Facts shown) {
        List<Node> acts = new ArrayList<>();
        shown.machine()
                .ifPresent(name -> {
                    if (console.navigator().knows(Targets.MACHINE_DETAIL)) {
                        acts.add(
                                Buttons.primary(
                                        ui.text("topology.act.open", "machine", name),
                                        () -> openMachine(name)));
                    }
                    if (console.navigator().knows(Targets.TEST_FAILOVER)) {
                        acts.add(
                                Buttons.normal(
                                        ui.text("topology.act.drill"),
                                        () ->
                                                console.navigator()
                                                        .go(
                                                                Targets.TEST_FAILOVER,
                                                                Targets.MACHINE,
                                                                name)));
                    }
                });
        if (shown.machine().isEmpty()
                && shown.health() != Health.HEALTHY
                && console.navigator().knows(Targets.EVENTS)) {
            acts.add(
                    Buttons.normal(
                            ui.text("topology.act.events"),
                            () -> console.navigator().go(Targets.EVENTS)));
        }
        return acts;
    }

    private void export(MapExport.Format format) {
        export.ask(format, view.root().getScene().getWindow())
                .ifPresent(file ->
                        tasks().run(export.writing(view.map.world(), format, file))
                                .then(done -> view.notice(written(file)))
                                .otherwise(e -> view.notice(new ErrorPanel(ui, Problems.of(ui, e))))
                                .start());
    }

    private Node written(Path file) {
        var words = Texts.wrapped(Texts.body(ui.text("topology.export.done", "file", file)));
        HBox.setHgrow(words, Priority.ALWAYS);
        var close = Buttons.compact(ui.text("topology.export.close"), view::hideNotice);
        var row = Styles.add(new HBox(16, words, close), "notice");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private final class Hands implements MapHands {
        @Override
        public void select(Thing thing) {
            TopologyController.this.select(thing);
        }

        @Override
        public void open(Thing thing) {
            TopologyController.this.open(thing);
        }

        @Override
        public void openMachine(String name) {
            TopologyController.this.openMachine(name);
        }

        @Override
        public void deselect() {
            TopologyController.this.deselect();
        }

        @Override
        public List<Node> acts(Facts facts) {
            return TopologyController.this.acts(facts);
        }

        @Override
        public void export(MapExport.Format format) {
            TopologyController.this.export(format);
        }
    }
}
