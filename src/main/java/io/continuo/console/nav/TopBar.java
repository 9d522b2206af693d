package io.continuo.console.nav;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.Connection;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.RootCause;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Server, clock, age of the data, search, alerts by root cause. */
final class TopBar extends HBox {
    private static final double BRAND_WIDTH = 192;
    private static final double FIND_WIDTH = 264;

    private final Ui ui;
    private final ConsoleState state;
    private final String place;
    private final Label server = Texts.name("");
    private final Label address = Texts.caption("");
    private final Label clock = Texts.whole(Texts.caption(""));
    private final StateShape dot;
    private final Label age = Texts.whole(Texts.caption(""));
    private final HBox alerts = new HBox(12);

    /** What the bar's controls do. */
    record Acts(Runnable switchServer, Runnable find, Runnable showAlerts) {}

    TopBar(Ui ui, ConsoleState state, String place, Acts acts) {
        this.ui = ui;
        this.state = state;
        this.place = place;
        this.dot = new StateShape(Health.UNKNOWN, ui.px(10));
        getStyleClass().add("top-bar");
        var brand =
                Styles.add(
                        new HBox(new BrandMark(ui, 22), Texts.whole(new Label("Continuo"))),
                        "brand");
        brand.setMinWidth(ui.px(BRAND_WIDTH));
        brand.setPrefWidth(ui.px(BRAND_WIDTH));
        var data = new HBox(6, dot, age);
        data.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        var content =
                Styles.add(
                        new HBox(
                                switcher(acts.switchServer()),
                                rule(),
                                clock,
                                data,
                                Texts.spacer(),
                                find(acts.find()),
                                bell(acts.showAlerts())),
                        "content");
        HBox.setHgrow(content, Priority.ALWAYS);
        getChildren().addAll(brand, content);
        new SceneBound(this, this::follow);
    }

    private Subscription follow() {
        return state.revision()
                .subscribe(revision -> update())
                .and(state.connection().subscribe(connection -> update()))
                .and(ui.timer().every(this::update));
    }

    private void update() {
        server.setText(state.server().get().map(status -> status.name()).orElse(""));
        address.setText(place);
        Instant now = ui.clock().instant();
        clock.setText(ui.format().dateAndTime(now));
        Connection connection = state.connection().get();
        Duration silent = Duration.between(connection.lastHeard(), now);
        switch (connection) {
            case Connection.Connecting connecting -> {
                dot.setHealth(Health.UNKNOWN);
                age.setText(ui.text("shell.connecting"));
            }
            case Connection.Live live -> {
                dot.setHealth(Health.HEALTHY);
                age.setText(ui.text("shell.live", "age", ui.format().rough(silent)));
            }
            case Connection.Stale stale -> {
                dot.setHealth(Health.UNKNOWN);
                age.setText(
                        ui.text(
                                "shell.stale",
                                "time",
                                ui.format().when(stale.lastHeard(), now),
                                "age",
                                ui.format().rough(silent)));
            }
        }
        showAlerts();
    }

    private void showAlerts() {
        List<RootCause> causes = RootCause.of(state);
        int critical = count(causes, Health.CRITICAL);
        int warning = count(causes, Health.WARNING);
        String key = critical + "/" + warning;
        if (key.equals(alerts.getUserData())) {
            return;
        }
        alerts.setUserData(key);
        alerts.getChildren().setAll(Icon.inList(MaterialDesignB.BELL_OUTLINE));
        if (critical > 0) {
            alerts.getChildren().add(StatusBadge.count(ui, Health.CRITICAL, critical));
        }
        if (warning > 0) {
            alerts.getChildren().add(StatusBadge.count(ui, Health.WARNING, warning));
        }
        if (critical + warning == 0) {
            alerts.getChildren().add(Texts.whole(Texts.caption(ui.text("shell.noAlerts"))));
        }
        alerts.setAccessibleText(
                ui.text("shell.alerts.accessible", "critical", critical, "warning", warning));
    }

    private static int count(List<RootCause> causes, Health health) {
        return (int) causes.stream().filter(cause -> cause.health() == health).count();
    }

    private HBox switcher(Runnable act) {
        var words = new HBox(8, server, address);
        words.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        words.setFillHeight(false);
        var box =
                new HBox(
                        8,
                        Icon.inList(MaterialDesignS.SERVER_SECURITY),
                        words,
                        Icon.inButton(MaterialDesignU.UNFOLD_MORE_HORIZONTAL));
        box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        box.setFillHeight(false);
        box.getStyleClass().add("server-switch");
        return Doors.open(box, ui.text("shell.switchServer"), act);
    }

    private HBox find(Runnable act) {
        Label prompt = Texts.caption(ui.text("shell.find"));
        HBox.setHgrow(prompt, Priority.ALWAYS);
        prompt.setMaxWidth(Double.MAX_VALUE);
        var box =
                Styles.add(
                        new HBox(
                                Icon.inButton(MaterialDesignM.MAGNIFY),
                                prompt,
                                Texts.whole(Texts.of("Ctrl+K", "key-cap"))),
                        "find");
        box.setPrefWidth(ui.px(FIND_WIDTH));
        box.setMinWidth(ui.px(120));
        return Doors.open(box, ui.text("shell.find"), act);
    }

    private HBox bell(Runnable act) {
        alerts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        alerts.setMinWidth(Region.USE_PREF_SIZE);
        alerts.getStyleClass().add("bell");
        return Doors.open(alerts, "", act);
    }

    private static Region rule() {
        return Styles.add(new Region(), "rule");
    }
}
