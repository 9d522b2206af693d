package io.continuo.console.jobs;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.JobRow;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.EmptyState;
import io.continuo.console.ui.StateSegments;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How the jobs look: the list, and beside it the chosen one in full. */
final class JobsView {
    private static final double DETAIL = 336;

    final StateSegments<JobFilter> filter;
    final TableView<JobRow> table;
    final JobDetail detail;
    private final Ui ui;
    private final HBox columns;
    private final Card nothing;
    private final VBox root;

    /**
     * @param machine the machine whose jobs alone are listed
     */
    JobsView(Ui ui, Supplier<Instant> now, Optional<String> machine) {
        this.ui = ui;
        var words = new JobWords(ui);
        filter = new StateSegments<>(ui, ui.text("jobs.filter"));
        filter.add(JobFilter.ALL, Optional.empty());
        filter.add(JobFilter.RUNNING, Optional.empty());
        filter.add(JobFilter.FAILED, Optional.of(Health.CRITICAL));
        table = table(words, now);
        detail = new JobDetail(ui, words, now);
        var list = new Card(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(list, Priority.ALWAYS);
        ((Card) detail.node()).setMinWidth(ui.px(300));
        ((Card) detail.node()).setPrefWidth(ui.px(DETAIL));
        columns = new HBox(16, list, detail.node());
        list.setPrefWidth(ui.px(640));
        VBox.setVgrow(columns, Priority.ALWAYS);
        var teaches =
                new EmptyState(
                        MaterialDesignP.PROGRESS_CLOCK,
                        ui.text("jobs.empty.title"),
                        ui.text("jobs.empty.text"));
        VBox.setVgrow(teaches, Priority.ALWAYS);
        nothing = new Card(teaches);
        VBox.setVgrow(nothing, Priority.ALWAYS);
        var title = new HBox(8, Texts.title(ui.text("jobs.title")));
        machine.ifPresent(name ->
                title.getChildren().add(Texts.caption(ui.text("jobs.of", "machine", name))));
        title.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        root =
                Styles.add(
                        new VBox(Styles.add(new HBox(title, Texts.spacer(), filter), "title-row")),
                        "page-under-title");
    }

    Node root() {
        return root;
    }

    private TableView<JobRow> table(JobWords words, Supplier<Instant> now) {
        TableView<JobRow> made = Tables.create(ui, Tables.Density.NORMAL, ui.text("jobs.title"));
        made.getColumns()
                .addAll(
                        List.of(
                                column("jobs.column.state", 104, () -> new JobCells.State(ui)),
                                column(
                                        "jobs.column.what",
                                        172,
                                        () ->
                                                new JobCells.Words(
                                                        Texts.name(""),
                                                        job -> Words.of(ui, job.kind()))),
                                column(
                                        "jobs.column.machine",
                                        96,
                                        () -> new JobCells.Words(Texts.body(""), JobView::machine)),
                                column("jobs.column.now", 148, () -> new JobCells.Now(ui, words)),
                                column(
                                        "jobs.column.who",
                                        96,
                                        () -> new JobCells.Words(Texts.muted(""), JobView::user)),
                                column(
                                        "jobs.column.started",
                                        136,
                                        () -> new JobCells.Started(ui, now)),
                                column("jobs.column.took", 104, () -> new JobCells.Took(ui, now))));
        made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        Tables.padEdges(made);
        made.setPlaceholder(Texts.muted(ui.text("jobs.noMatch")));
        return made;
    }

    private TableColumn<JobRow, JobView> column(
            String key, double width, Supplier<Tables.CellView<JobView>> cell) {
        TableColumn<JobRow, JobView> column =
                Tables.node(
                        ui.text(key),
                        ui.px(width),
                        Tables.Align.LEFT,
                        row -> (ObservableValue<JobView>) row.viewProperty(),
                        cell);
        column.setSortable(false);
        return column;
    }

    void show(Map<JobFilter, Integer> counts, boolean any) {
        for (JobFilter each : JobFilter.values()) {
            int count = counts.get(each);
            filter.show(each, ui.text("jobs.filter." + each, "count", count), count == 0);
        }
        Node body = any ? columns : nothing;
        filter.setVisible(any);
        if (!root.getChildren().contains(body)) {
            root.getChildren().remove(1, root.getChildren().size());
            root.getChildren().add(body);
        }
    }

    void showDetail(Optional<JobView> job) {
        detail.node().setVisible(job.isPresent());
        job.ifPresent(detail::show);
    }
}
