package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Progress;
import io.continuo.api.topology.SiteRole;
import io.continuo.api.topology.SiteView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.Gauge;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.Optional;

/** The three attributes of a machine, each a word and a sentence (DOMAIN.md: three attributes). */
final class AttributesCard {
    private final Ui ui;
    private final Card card;
    private final Cell direction;
    private final Cell data;
    private final Cell role;
    private final Gauge progress;

    AttributesCard(Ui ui) {
        this.ui = ui;
        direction = new Cell(ui.text("machine.direction"), true);
        data = new Cell(ui.text("machine.data"), false);
        role = new Cell(ui.text("machine.role"), false);
        progress = Gauge.slim(ui).progress();
        var row = new GridPane();
        for (int i = 0; i < 3; i++) {
            var third = new ColumnConstraints();
            third.setPercentWidth(100 / 3.0);
            row.getColumnConstraints().add(third);
        }
        row.addRow(0, direction, data, role);
        card = new Card(row);
    }

    Node node() {
        return card;
    }

    void show(MachineView machine, Optional<TopologyView> topology) {
        Optional<String> primary = site(topology, SiteRole.PRIMARY);
        Optional<String> recovery = site(topology, SiteRole.RECOVERY);
        direction.show(
                Words.of(ui, machine.direction()),
                primary.isPresent() && recovery.isPresent()
                        ? ui.text(
                                "machine.direction.named." + machine.direction(),
                                "primary",
                                primary.get(),
                                "recovery",
                                recovery.get())
                        : ui.text("machine.direction." + machine.direction()));
        data.show(Words.of(ui, machine.dataState()), dataSentence(machine));
        machine.progress()
                .ifPresentOrElse(
                        p -> {
                            progress.show(p.fraction(), dataSentence(machine));
                            if (!data.getChildren().contains(progress)) {
                                data.getChildren().add(progress);
                            }
                        },
                        () -> data.getChildren().remove(progress));
        role.show(
                Words.of(ui, machine.roleState()),
                ui.text(
                        "machine.role." + machine.roleState(),
                        "primary",
                        primary.orElse(ui.text("machine.site.primary"))));
    }

    private static Optional<String> site(Optional<TopologyView> topology, SiteRole wanted) {
        return topology.stream()
                .flatMap(view -> view.sites().stream())
                .filter(site -> site.role() == wanted)
                .map(SiteView::name)
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private String dataSentence(MachineView machine) {
        if (machine.progress().isPresent()) {
            return progressSentence(machine.progress().get());
        }
        if (machine.dataState() == DataState.DELTA && machine.rpoSeconds().isPresent()) {
            return ui.text(
                    "machine.data.late",
                    "span",
                    late(Duration.ofMillis((long) (machine.rpoSeconds().get() * 1000))));
        }
        return machine.dataCause().isEmpty()
                ? ui.text("machine.data." + machine.dataState())
                : machine.dataCause();
    }

    /** In the few words a third of a card has: seconds only while they are all there is. */
    private Measure late(Duration rpo) {
        return rpo.toMinutes() < 1 ? ui.format().fine(rpo) : ui.format().span(rpo);
    }

    private String progressSentence(Progress progress) {
        var format = ui.format();
        if (progress.bytesPerSecond() <= 0) {
            return ui.text(
                    "machine.progress",
                    "done",
                    format.bytes(progress.doneBytes()),
                    "total",
                    format.bytes(progress.totalBytes()));
        }
        long left = progress.totalBytes() - progress.doneBytes();
        return ui.text(
                "machine.progress.left",
                "done",
                format.bytes(progress.doneBytes()),
                "total",
                format.bytes(progress.totalBytes()),
                "span",
                format.span(Duration.ofSeconds(Math.max(1, left / progress.bytesPerSecond()))));
    }

    /** One attribute. */
    private static final class Cell extends VBox {
        private final Label word = Texts.heading("");
        private final Label sentence = Texts.wrapped(Texts.muted(""));

        private Cell(String name, boolean first) {
            Styles.toggle(this, "first", first);
            getChildren().addAll(Texts.caption(name), word, sentence);
            getStyleClass().add("attribute");
        }

        private void show(String newWord, String newSentence) {
            word.setText(newWord);
            sentence.setText(newSentence);
        }
    }
}
