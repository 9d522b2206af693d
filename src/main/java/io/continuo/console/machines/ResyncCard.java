package io.continuo.console.machines;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.api.machine.ResyncView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a resync is about to cost, and what the last one did (DOMAIN.md: always shown). */
final class ResyncCard {
    final Button start;
    private final Ui ui;
    private final Card card;
    private final Label cause = Texts.wrapped(Texts.body(""));
    private final Label cost = Texts.wrapped(Texts.name(""));
    private final Label when = Texts.wrapped(Texts.caption(""));
    private final Label last = Texts.wrapped(Texts.caption(""));
    private final VBox body = new VBox(8);
    private Optional<ErrorPanel> failure = Optional.empty();

    ResyncCard(Ui ui) {
        this.ui = ui;
        start = Buttons.normal(ui.text("machine.resync.start"), () -> {});
        body.getStyleClass().addAll("body", "under-header");
        card = Card.titled(ui.text("machine.resync"), body);
    }

    Node node() {
        return card;
    }

    /** Initial replication is shown as what it is. */
    static Optional<ResyncContract> contract(MachineView machine) {
        return machine.resync()
                .flatMap(ResyncView::contract)
                .filter(due -> due.cause() != ResyncCause.INITIAL);
    }

    /** Initial replication leaves a receipt, too, which nobody looks for here. */
    static Optional<ResyncReceipt> receipt(MachineView machine) {
        return machine.resync()
                .flatMap(ResyncView::receipt)
                .filter(receipt -> receipt.cause() != ResyncCause.INITIAL);
    }

    void show(MachineView machine, Instant now) {
        List<Node> parts = new ArrayList<>();
        contract(machine)
                .ifPresent(due -> {
                    show(due, now);
                    parts.addAll(List.of(cause, cost, when));
                    if (due.waiting()) {
                        parts.add(start);
                    }
                });
        receipt(machine)
                .ifPresent(done -> {
                    show(done, now);
                    parts.add(last);
                });
        failure.ifPresent(parts::add);
        Children.show(body, parts);
    }

    private void show(ResyncContract due, Instant now) {
        cause.setText(ui.text("machine.resync.cause." + due.cause()));
        cost.setText(
                due.seconds()
                        .map(seconds ->
                                ui.text(
                                        "machine.resync.cost.timed",
                                        "compare",
                                        ui.format().bytes(due.compareBytes()),
                                        "send",
                                        ui.format().bytes(due.sendBytes()),
                                        "span",
                                        span(seconds)))
                        .orElseGet(() ->
                                ui.text(
                                        "machine.resync.cost",
                                        "compare",
                                        ui.format().bytes(due.compareBytes()),
                                        "send",
                                        ui.format().bytes(due.sendBytes()))));
        when.setText(
                due.startsAt()
                        .map(opens ->
                                ui.text(
                                        "machine.resync.waits",
                                        "time",
                                        ui.format().when(opens, now)))
                        .orElseGet(() -> ui.text("machine.resync.soon")));
    }

    private void show(ResyncReceipt done, Instant now) {
        last.setText(
                ui.text(
                        "machine.resync.last",
                        "time",
                        ui.format().when(done.endedAt(), now),
                        "cause",
                        ui.text("machine.resync.cause." + done.cause()),
                        "compared",
                        ui.format().bytes(done.comparedBytes()),
                        "sent",
                        ui.format().bytes(done.sentBytes()),
                        "span",
                        span(done.seconds())));
    }

    private Object span(double seconds) {
        return ui.format().set(Duration.ofSeconds(Math.max(1, Math.round(seconds))));
    }

    void showFailure(Problem problem) {
        forgetFailure();
        var panel = new ErrorPanel(ui, problem);
        failure = Optional.of(panel);
        body.getChildren().add(panel);
        start.setDisable(false);
    }

    void forgetFailure() {
        failure.ifPresent(body.getChildren()::remove);
        failure = Optional.empty();
    }
}
