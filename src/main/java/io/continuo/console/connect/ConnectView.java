package io.continuo.console.connect;

import io.continuo.api.error.Problem;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.BrandMark;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.util.List;
import java.util.function.Consumer;

/** The first page: the three ways to begin, and the servers used before. */
final class ConnectView {
    private static final double WIDTH = 1008;

    final ChoiceCard lab;
    final ChoiceCard embedded;
    final ChoiceCard server;
    private final Ui ui;
    private final VBox problem = new VBox();
    private final VBox before = new VBox();
    private final ScrollPane root;

    /** What the page's controls do. */
    record Acts(
            Runnable startLab,
            Runnable startEmbedded,
            Runnable connect,
            Consumer<Settings.Profile> reconnect,
            Consumer<Settings.Profile> forget) {}

    private final Acts acts;

    ConnectView(Ui ui, Acts acts) {
        this.ui = ui;
        this.acts = acts;
        lab =
                new ChoiceCard(
                        ui,
                        MaterialDesignF.FLASK_OUTLINE,
                        ui.text("connect.lab.title"),
                        ui.text("connect.lab.text"),
                        Buttons.primary(ui.text("connect.lab.act"), acts.startLab()));
        embedded =
                new ChoiceCard(
                        ui,
                        MaterialDesignH.HARDDISK,
                        ui.text("connect.here.title"),
                        ui.text("connect.here.text"),
                        Buttons.normal(ui.text("connect.here.act"), acts.startEmbedded()));
        server =
                new ChoiceCard(
                        ui,
                        MaterialDesignS.SERVER_SECURITY,
                        ui.text("connect.server.title"),
                        ui.text("connect.server.text"),
                        Buttons.normal(ui.text("connect.server.act"), acts.connect()));
        var choices = new HBox(16, lab, embedded, server);
        choices.setFillHeight(true);
        var page = new VBox(16, brand(), choices, problem, before);
        page.setMaxSize(ui.px(WIDTH), Region.USE_PREF_SIZE);
        page.setAlignment(Pos.TOP_CENTER);
        var middle = Styles.add(new StackPane(page), "connect-page");
        root = new ScrollPane(middle);
        root.setFitToWidth(true);
        root.setFitToHeight(true);
        root.getStyleClass().add("page-scroll");
    }

    Node root() {
        return root;
    }

    void show(Problem newProblem) {
        problem.getChildren().setAll(new ErrorPanel(ui, newProblem));
    }

    void clearProblem() {
        problem.getChildren().clear();
    }

    /** Everything but the card that works is disabled meanwhile. */
    void busy(ChoiceCard working, String doing, Runnable stop) {
        for (ChoiceCard card : List.of(lab, embedded, server)) {
            card.button().setDisable(true);
        }
        before.setDisable(true);
        Button button = Buttons.compact(ui.text("connect.stop"), stop);
        working.busy(doing, button);
        button.requestFocus();
    }

    void idle() {
        for (ChoiceCard card : List.of(lab, embedded, server)) {
            card.button().setDisable(false);
            card.idle();
        }
        before.setDisable(false);
    }

    void showProfiles(List<Settings.Profile> profiles) {
        before.getChildren().clear();
        if (profiles.isEmpty()) {
            return;
        }
        Card card = Card.titled(ui.text("connect.before"));
        profiles.forEach(profile -> card.getChildren().add(row(profile)));
        before.getChildren().add(card);
    }

    private HBox row(Settings.Profile profile) {
        var words =
                new VBox(
                        Texts.name(profile.name()),
                        Texts.caption(
                                ui.text(
                                        "connect.before.pinned",
                                        "url",
                                        profile.url(),
                                        "fingerprint",
                                        profile.fingerprint()
                                                .substring(
                                                        0,
                                                        Math.min(
                                                                8,
                                                                profile.fingerprint().length())))));
        HBox.setHgrow(words, Priority.ALWAYS);
        var open =
                Styles.add(
                        new HBox(
                                12,
                                Icon.inList(MaterialDesignS.SERVER_SECURITY),
                                words,
                                Icon.inButton(MaterialDesignC.CHEVRON_RIGHT)),
                        "act-row",
                        "two-lines");
        HBox.setHgrow(open, Priority.ALWAYS);
        Doors.open(open, profile.name(), () -> acts.reconnect().accept(profile));
        Button forget =
                Styles.add(
                        Buttons.icon(
                                MaterialDesignC.CLOSE,
                                ui.text("connect.before.forget", "name", profile.name()),
                                () -> acts.forget().accept(profile)),
                        "flat",
                        "compact");
        var row = Styles.add(new HBox(open, forget), "profile-row");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPadding(new Insets(0, 8, 0, 0));
        return row;
    }

    private VBox brand() {
        var line = new HBox(14, new BrandMark(ui, 36), Texts.of("Continuo", "brand-name"));
        line.setAlignment(Pos.CENTER);
        var says = Texts.muted(ui.text("connect.says"));
        var brand = new VBox(8, line, says);
        brand.setAlignment(Pos.CENTER);
        VBox.setMargin(brand, new Insets(0, 0, 24, 0));
        return brand;
    }
}
