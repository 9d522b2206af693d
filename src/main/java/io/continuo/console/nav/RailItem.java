package io.continuo.console.nav;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.Ikon;

/** One item of the rail: icon, name, count. */
final class RailItem extends HBox {
    private final Ui ui;
    private final String words;
    private final Label name;
    private final HBox badge = new HBox(4);
    private final Tooltip tooltip;
    private NavBadge shown = NavBadge.NONE;

    RailItem(Ui ui, Ikon ikon, String words, Runnable open) {
        this.ui = ui;
        this.words = words;
        this.name = Texts.body(words);
        this.tooltip = new Tooltip(words);
        getStyleClass().add("nav-item");
        badge.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        badge.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(Icon.inList(ikon), name, Texts.spacer(), badge);
        Doors.open(this, words, open);
    }

    void select(boolean selected) {
        Styles.toggle(this, "selected", selected);
    }

    void collapse(boolean collapsed) {
        name.setVisible(!collapsed);
        name.setManaged(!collapsed);
        Styles.toggle(this, "collapsed", collapsed);
        Tooltip.uninstall(this, tooltip);
        if (collapsed) {
            Tooltip.install(this, tooltip);
        }
        NavBadge again = shown;
        shown = null;
        show(again);
    }

    void show(NavBadge next) {
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        badge.getChildren().clear();
        if (next.count() > 0) {
            next.health()
                    .ifPresent(
                            health -> badge.getChildren().add(new StateShape(health, ui.px(11))));
            if (name.isVisible()) {
                Label count = Texts.whole(Texts.caption(ui.format().count(next.count())));
                next.health().ifPresent(health -> Styles.state(count, health));
                badge.getChildren().add(count);
            }
        }
        setAccessibleText(accessible(next));
    }

    private String accessible(NavBadge next) {
        if (next.count() == 0) {
            return words;
        }
        String count =
                next.health()
                        .map((Health health) -> States.counted(ui, health, next.count()))
                        .orElseGet(() -> ui.format().count(next.count()));
        return ui.text("shell.rail.accessible", "name", words, "count", count);
    }
}
