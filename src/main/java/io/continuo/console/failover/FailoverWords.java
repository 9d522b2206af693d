package io.continuo.console.failover;

import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Words;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences of the failover wizard. */
final class FailoverWords {
    private static final String PASSES = "failover.live.check.";

    private final Ui ui;

    FailoverWords(Ui ui) {
        this.ui = ui;
    }

    /** Which way and how, as in keys. */
    private static String way(FailoverModel model) {
        return model.back() ? "back" : "over";
    }

    String title(FailoverModel model, String machine) {
        return ui.text("failover.live.title." + way(model), "machine", machine);
    }

    String kind(FailoverModel model, FailoverKind kind) {
        return ui.text("failover.live.kind." + way(model) + "." + kind);
    }

    /** What a kind does, or why it cannot be. */
    String what(FailoverModel model, FailoverKind kind, String machine) {
        Optional<ActionView> refused = model.act(kind).filter(act -> !act.allowed());
        return refused.map(act -> ui.text("failover.step.notNow", "why", Words.refused(ui, act)))
                .orElseGet(() -> ui.text("failover.live.what." + kind, "machine", machine));
    }

    /** The server's findings, those that pass in the reader's language. */
    List<CheckFinding> checks(FailoverModel model) {
        return model.preview().get().stream()
                .flatMap(preview -> preview.checks().stream())
                .map(finding -> translated(finding, model))
                .toList();
    }

    private CheckFinding translated(CheckFinding finding, FailoverModel model) {
        String key = PASSES + finding.code();
        String warning = PASSES + "warn." + finding.code();
        return switch (finding.level()) {
            case PASS ->
                    ui.messages().has(key)
                            ? said(finding, ui.text(key, "subject", finding.subject()), "")
                            : finding;
            case WARN ->
                    ui.messages().has(warning)
                            ? said(
                                    finding,
                                    ui.text(warning, "subject", finding.subject()),
                                    ui.text("failover.live.check.byHand", "machine", name(model)))
                            : finding;
            case REFUSE -> finding;
        };
    }

    private static String name(FailoverModel model) {
        return model.machine().map(MachineView::name).orElse("");
    }

    private static CheckFinding said(CheckFinding finding, String message, String correction) {
        return new CheckFinding(
                finding.level(), finding.code(), finding.subject(), message, correction);
    }

    static boolean allowed(List<CheckFinding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == CheckLevel.REFUSE);
    }

    /** What will happen, in order, with emphasis marked. */
    List<String> happens(FailoverModel model) {
        String machine = name(model);
        List<String> sentences = new ArrayList<>();
        boolean planned = model.kind().get().equals(Optional.of(FailoverKind.PLANNED));
        if (planned) {
            sentences.add(rich("failover.live.happens.down", machine));
            sentences.add(rich("failover.live.happens.last", machine));
        } else if (model.shutDown().get()) {
            sentences.add(rich("failover.live.happens.try", machine));
        }
        sentences.add(rich("failover.live.happens.held", machine));
        boolean runs = model.machine().flatMap(MachineView::hardware).isPresent();
        sentences.add(
                rich(
                        runs ? "failover.live.happens.starts" : "failover.live.happens.serves",
                        machine));
        sentences.add(rich("failover.live.happens.until", machine));
        return sentences;
    }

    private String rich(String key, String machine) {
        return ui.messages().rich(key, "machine", machine);
    }

    /** The button that does it. */
    String act(FailoverModel model) {
        String machine = name(model);
        Duration lost = model.lost();
        boolean planned = model.kind().get().equals(Optional.of(FailoverKind.PLANNED));
        if (planned) {
            return ui.text("failover.live.act." + way(model) + ".PLANNED", "machine", machine);
        }
        return ui.text(
                "failover.live.act." + way(model) + ".UNPLANNED",
                "machine",
                machine,
                "span",
                ui.format().elapsed(lost));
    }
}
