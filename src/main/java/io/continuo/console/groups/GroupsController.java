package io.continuo.console.groups;

import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;

import javafx.collections.FXCollections;
import javafx.scene.Node;

import java.util.Map;
import java.util.Optional;

/** Consistency groups: their members, the last point they share, and what changes them. */
public final class GroupsController extends Screen {
    private final ConsoleContext console;
    private final GroupsView view;
    private final GroupsModel model;
    private Optional<String> wanted;

    /**
     * @param args {@link Targets#GROUP}
     */
    public GroupsController(ConsoleContext console, Map<String, String> args) {
        this(
                console,
                args,
                new GroupsView(
                        console.ui(),
                        row ->
                                console.navigator()
                                        .go(Targets.MACHINE_DETAIL, Targets.MACHINE, row.name())));
    }

    private GroupsController(ConsoleContext console, Map<String, String> args, GroupsView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.view = view;
        wanted = Optional.ofNullable(args.get(Targets.GROUP));
        model = new GroupsModel(console.state());
        var acts = new GroupActs(console, tasks(), model, view.detail, this::look);
        view.create.setOnAction(event -> acts.create());
        view.firstCreate.setOnAction(event -> acts.create());
        view.detail.mark.setOnAction(event -> acts.mark());
        view.detail.change.setOnAction(event -> acts.change());
        view.detail.delete.setOnAction(event -> acts.delete());
    }

    @Override
    protected void activate() {
        pins().add(console.state().watchGroups());
        view.table.setItems(model.shown());
        pins().add(() -> view.table.setItems(FXCollections.observableArrayList()));
        pins().watch(view.filter.field().textProperty(), model::filter);
        pins().watch(console.state().revision(), revision -> refresh());
        pins().add(console.ui().timer().every(this::refresh));
        pins().watch(view.table.getSelectionModel().selectedItemProperty(), row -> showChosen());
    }

    /** Chooses this group as soon as it is known. */
    private void look(String group) {
        wanted = Optional.of(group);
        refresh();
    }

    private void refresh() {
        GroupRow before = view.table.getSelectionModel().getSelectedItem();
        model.refresh();
        view.show(model.count());
        var selection = view.table.getSelectionModel();
        Optional<GroupRow> next =
                wanted.flatMap(model::find)
                        .or(() -> Optional.ofNullable(before).filter(model.shown()::contains))
                        .or(() -> model.shown().stream().findFirst());
        if (wanted.flatMap(model::find).isPresent()) {
            wanted = Optional.empty();
        }
        next.filter(row -> row != selection.getSelectedItem()).ifPresent(selection::select);
        showChosen();
    }

    private void showChosen() {
        view.showDetail(
                Optional.ofNullable(view.table.getSelectionModel().getSelectedItem())
                        .map(GroupRow::line),
                console.state().serverNow());
    }

    @Override
    protected Node firstFocus() {
        return view.table;
    }
}
