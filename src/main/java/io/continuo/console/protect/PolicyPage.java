package io.continuo.console.protect;

import io.continuo.api.policy.PolicyView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Duration;

/** The policies as cards; one is chosen. */
final class PolicyPage {
    private final Ui ui;
    private final ProtectModel model;
    private final VBox cards = new VBox(12);
    private final Node node;

    /**
     * @param below stands under the policies, such as the way to a new one
     */
    PolicyPage(Ui ui, ProtectModel model, Node... below) {
        this.ui = ui;
        this.model = model;
        var page = new VBox(16, Texts.wrapped(Texts.body(ui.text("protect.policy.what"))), cards);
        page.getChildren().addAll(below);
        node = Styles.add(page, "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    void show() {
        cards.getChildren().clear();
        for (PolicyView policy : model.policies()) {
            boolean chosen = model.policy().filter(policy::equals).isPresent();
            cards.getChildren().add(card(policy, chosen));
        }
        if (model.policies().isEmpty()) {
            cards.getChildren().add(Texts.muted(ui.text("protect.policy.none")));
        }
    }

    private HBox card(PolicyView policy, boolean chosen) {
        var dot = Styles.add(new StackPane(Styles.add(new Region(), "dot")), "pick-mark");
        var names =
                new VBox(
                        2,
                        Texts.name(policy.name()),
                        Texts.caption(
                                ui.text(
                                        policy.isDefault()
                                                ? "protect.policy.default"
                                                : "protect.policy.machines",
                                        "count",
                                        policy.machines())));
        HBox.setHgrow(names, Priority.ALWAYS);
        var card =
                new HBox(
                        12,
                        dot,
                        names,
                        fact(policy.rpoLimitSeconds(), "protect.policy.limit"),
                        fact(policy.retentionSeconds(), "protect.policy.retention"),
                        fact(policy.crashPointSeconds(), "protect.policy.every"));
        card.setAlignment(Pos.CENTER_LEFT);
        Styles.add(card, "pick");
        Styles.toggle(card, "chosen", chosen);
        return Doors.open(
                card,
                ui.text(
                        chosen ? "protect.policy.chosen" : "protect.policy.choose",
                        "policy",
                        policy.name()),
                () -> model.choosePolicy(policy.id()));
    }

    private VBox fact(long seconds, String key) {
        var box =
                new VBox(
                        2,
                        Texts.name(ui.format().set(Duration.ofSeconds(seconds)).toString()),
                        Texts.caption(ui.text(key)));
        box.setMinWidth(ui.px(148));
        return box;
    }
}
