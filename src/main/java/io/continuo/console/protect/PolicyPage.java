package io.continuo.console.protect;

import io.continuo.api.policy.PolicyView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Kept;
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
import java.util.ArrayList;
import java.util.List;

/** The policies as cards; one is chosen. */
final class PolicyPage {
    private final Ui ui;
    private final ProtectModel model;
    private final VBox cards = new VBox(12);
    private final Kept<PolicyView, Node> kept = new Kept<>(this::card);
    private final Node none;
    private final Node node;

    /**
     * @param below stands under the policies, such as the way to a new one
     */
    PolicyPage(Ui ui, ProtectModel model, Node... below) {
        this.ui = ui;
        this.model = model;
        none = Texts.muted(ui.text("protect.policy.none"));
        var page = new VBox(16, Texts.wrapped(Texts.body(ui.text("protect.policy.what"))), cards);
        page.getChildren().addAll(below);
        node = Styles.add(page, "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    void show() {
        List<Node> shown = new ArrayList<>(kept.of(model.policies()));
        for (int i = 0; i < shown.size(); i++) {
            PolicyView policy = model.policies().get(i);
            boolean chosen = model.policy().filter(policy::equals).isPresent();
            Styles.toggle(shown.get(i), "chosen", chosen);
            shown.get(i)
                    .setAccessibleText(
                            ui.text(
                                    chosen ? "protect.policy.chosen" : "protect.policy.choose",
                                    "policy",
                                    policy.name()));
        }
        if (shown.isEmpty()) {
            shown.add(none);
        }
        Children.show(cards, shown);
    }

    private Node card(PolicyView policy) {
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
        return Doors.open(card, policy.name(), () -> model.choosePolicy(policy.id()));
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
