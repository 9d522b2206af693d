package io.continuo.console.jobs;

import io.continuo.api.job.JobView;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.JobRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Problems;
import io.continuo.console.ui.Texts;

import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.Optional;

/** Jobs: what runs, what ran, and why something failed. */
public final class JobsController extends Screen {
    private static final double DIALOG = 440;

    private final ConsoleContext console;
    private final JobsView view;
    private final JobsModel model;
    private final Optional<String> wanted;

    /**
     * @param args {@link Targets#MACHINE}, {@link Targets#JOB}
     */
    public JobsController(ConsoleContext console, Map<String, String> args) {
        this(
                console,
                args,
                new JobsView(
                        console.ui(),
                        console.state()::serverNow,
                        Optional.ofNullable(args.get(Targets.MACHINE))));
    }

    private JobsController(ConsoleContext console, Map<String, String> args, JobsView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.view = view;
        wanted = Optional.ofNullable(args.get(Targets.JOB));
        model =
                new JobsModel(
                        console.state().jobs(), Optional.ofNullable(args.get(Targets.MACHINE)));
        view.detail.machine.setOnAction(event ->
                console.navigator()
                        .go(
                                Targets.MACHINE_DETAIL,
                                Targets.MACHINE,
                                view.detail.shown().machine()));
        view.detail.cancel.setOnAction(event -> confirmCancel(view.detail.shown()));
    }

    @Override
    protected void activate() {
        view.table.setItems(model.shown());
        pins().add(() -> view.table.setItems(FXCollections.observableArrayList()));
        pins().watch(view.filter.valueProperty(), model.filter()::set);
        pins().watch(console.state().revision(), revision -> refresh());
        pins().watch(view.table.getSelectionModel().selectedItemProperty(), row -> showChosen());
        model.first(wanted).ifPresent(this::choose);
    }

    private void choose(JobRow row) {
        view.table.getSelectionModel().select(row);
        view.table.scrollTo(row);
    }

    private void refresh() {
        model.refresh();
        view.show(model.counts(), !console.state().jobs().isEmpty());
        if (view.table.getSelectionModel().getSelectedItem() == null) {
            model.first(wanted).ifPresent(this::choose);
        }
        showChosen();
    }

    private void showChosen() {
        view.showDetail(
                Optional.ofNullable(view.table.getSelectionModel().getSelectedItem())
                        .map(JobRow::view));
    }

    /** Says what stopping leaves behind before it asks. */
    private void confirmCancel(JobView job) {
        var ui = console.ui();
        var body =
                new VBox(
                        12,
                        Texts.wrapped(
                                Texts.body(
                                        ui.text(
                                                "jobs.leaves." + job.kind(),
                                                "machine",
                                                job.machine()))));
        var stop = Buttons.primary(ui.text("jobs.cancel.act"), () -> {});
        stop.setOnAction(event -> {
            stop.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            tasks().call(() -> console.client().cancelJob(job.id()))
                    .then(answer -> console.modals().close())
                    .otherwise(e -> {
                        stop.setDisable(false);
                        body.getChildren().add(new ErrorPanel(ui, Problems.of(ui, e)));
                    })
                    .start();
        });
        console.modals()
                .show(
                        ui.text("jobs.cancel.title"),
                        body,
                        DIALOG,
                        () -> {},
                        Buttons.normal(ui.text("jobs.cancel.keep"), console.modals()::close),
                        stop);
    }

    @Override
    protected Node firstFocus() {
        return view.table;
    }
}
