package io.continuo.console.groups;

import io.continuo.api.error.Problem;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for a group's name and members, and says as one chooses what it may be. */
final class GroupDialog {
    private static final double WIDTH = 520;
    private static final double ROW = 32;
    private static final int ROWS = 8;

    private final Ui ui;
    private final ModalHost modals;
    private final Optional<String> changes;
    private final Consumer<GroupRequest> submit;
    private final List<Candidate> all;
    private final TextField name = new TextField();
    private final TextField find = new TextField();
    private final Label note = Styles.add(Texts.wrapped(new Label()), "field-note");
    private final ListView<Candidate> list = new ListView<>();
    private final Button act;
    private final VBox body;

    /**
     * @param changes the present name of the group that is changed; empty for a new one
     * @param all the machines there are, by name
     * @param submit asks the server; answers by {@link #fail} or by closing the host
     */
    GroupDialog(
            Ui ui,
            ModalHost modals,
            Optional<String> changes,
            List<Candidate> all,
            Consumer<GroupRequest> submit) {
        this.ui = ui;
        this.modals = modals;
        this.changes = changes;
        this.all = all;
        this.submit = submit;
        act =
                Buttons.primary(
                        ui.text(
                                changes.isPresent()
                                        ? "groups.dialog.change"
                                        : "groups.dialog.create"),
                        this::submit);
        act.setId("group-submit");
        name.setId("group-name");
        name.setText(changes.orElse(""));
        name.setPromptText(ui.text("groups.dialog.name.prompt"));
        name.setAccessibleText(ui.text("groups.dialog.name"));
        name.textProperty().subscribe(text -> check());
        find.setPromptText(ui.text("groups.dialog.find"));
        find.setAccessibleText(ui.text("groups.dialog.find"));
        fill();
        body =
                new VBox(
                        16,
                        Texts.wrapped(Texts.body(ui.text("groups.dialog.what"))),
                        new VBox(4, label("groups.dialog.name"), name),
                        new VBox(4, label("groups.dialog.machines"), find, list, note));
        check();
    }

    private void fill() {
        var shown = new FilteredList<>(FXCollections.observableArrayList(all));
        find.textProperty()
                .subscribe(text -> {
                    String wanted = text.strip().toLowerCase(Locale.ROOT);
                    shown.setPredicate(
                            each -> each.name().toLowerCase(Locale.ROOT).contains(wanted));
                });
        list.setItems(shown);
        list.setId("group-machines");
        list.setAccessibleText(ui.text("groups.dialog.machines"));
        list.setFixedCellSize(ui.px(ROW));
        list.setPrefHeight(ui.px(ROW * ROWS) + 2);
        list.setCellFactory(view -> new CandidateCell(ui));
        list.setPlaceholder(Texts.muted(ui.text("groups.dialog.noMatch")));
        list.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    Candidate at = list.getSelectionModel().getSelectedItem();
                    if (event.getCode() == KeyCode.SPACE && at != null) {
                        at.toggle();
                        event.consume();
                    }
                });
        all.forEach(each -> each.chosen().subscribe((before, after) -> check()));
    }

    private Node label(String key) {
        return Texts.of(ui.text(key), Styles.SMALL, Styles.MEDIUM);
    }

    void open() {
        modals.show(
                ui.text(
                        changes.isPresent() ? "groups.dialog.title.change" : "groups.dialog.title",
                        "group",
                        changes.orElse("")),
                body,
                WIDTH,
                () -> {},
                Buttons.normal(ui.text("groups.cancel"), modals::close),
                act);
        name.requestFocus();
    }

    private List<String> chosen() {
        return all.stream().filter(each -> each.chosen().get()).map(Candidate::name).toList();
    }

    private void check() {
        int count = chosen().size();
        boolean tooMany = count > GroupRequest.MOST;
        boolean fits = count >= GroupRequest.FEWEST && !tooMany;
        note.setText(
                ui.text(
                        tooMany ? "groups.dialog.tooMany" : "groups.dialog.chosen",
                        "count",
                        count,
                        "fewest",
                        GroupRequest.FEWEST,
                        "most",
                        GroupRequest.MOST));
        Styles.state(note, tooMany ? Health.CRITICAL : Health.UNKNOWN);
        act.setDisable(!fits || name.getText().isBlank());
    }

    private void submit() {
        act.setDisable(true);
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
        submit.accept(new GroupRequest(name.getText().strip(), chosen()));
    }

    /** Says why it was refused; what was entered stays. */
    void fail(Problem problem) {
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
        body.getChildren().add(new ErrorPanel(ui, problem));
        check();
    }
}
