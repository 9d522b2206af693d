package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.LinkedHashMap;
import java.util.Map;

/** The list of screens at the left: 192 wide, or 56 with icons only. Up and Down walk it. */
final class Rail extends VBox {
    private static final double WIDE = 192;
    private static final double NARROW = 56;

    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;
    private final Map<NavTarget, RailItem> items = new LinkedHashMap<>();
    private final RailItem collapse;
    private RailItem expand;

    Rail(Ui ui, ConsoleState state, Navigator navigator) {
        this.ui = ui;
        this.state = state;
        this.navigator = navigator;
        getStyleClass().add("rail");
        setAccessibleText(ui.text("shell.rail"));
        int group = -1;
        for (NavTarget target : navigator.targets()) {
            if (!target.inRail() || target.group() == NavTarget.BOTTOM) {
                continue;
            }
            if (group >= 0 && target.group() != group) {
                getChildren().add(separator());
            }
            group = target.group();
            add(target);
        }
        getChildren().add(Texts.verticalSpacer());
        navigator.targets().stream()
                .filter(target -> target.group() == NavTarget.BOTTOM)
                .forEach(this::add);
        collapse = fold(MaterialDesignC.CHEVRON_DOUBLE_LEFT, "shell.rail.collapse", true);
        expand = fold(MaterialDesignC.CHEVRON_DOUBLE_RIGHT, "shell.rail.expand", false);
        fold(ui.preferences().settings().get().railCollapsed());
        new SceneBound(this, this::follow);
    }

    private void add(NavTarget target) {
        var item =
                new RailItem(
                        ui,
                        target.icon(),
                        ui.text(target.nameKey()),
                        () -> navigator.go(target.id()));
        items.put(target, item);
        getChildren().add(item);
    }

    private RailItem fold(org.kordamp.ikonli.Ikon ikon, String key, boolean collapsed) {
        var item = new RailItem(ui, ikon, ui.text(key), () -> keep(collapsed));
        item.getStyleClass().add("quiet");
        getChildren().add(item);
        return item;
    }

    private void keep(boolean collapsed) {
        ui.preferences().change(s -> s.withRailCollapsed(collapsed));
        fold(collapsed);
    }

    private void fold(boolean collapsed) {
        double width = ui.px(collapsed ? NARROW : WIDE);
        setMinWidth(width);
        setPrefWidth(width);
        setMaxWidth(width);
        items.values().forEach(item -> item.collapse(collapsed));
        collapse.collapse(collapsed);
        expand.collapse(collapsed);
        show(collapse, !collapsed);
        show(expand, collapsed);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private Subscription follow() {
        return navigator
                .place()
                .subscribe(this::light)
                .and(state.revision().subscribe(revision -> count()));
    }

    private void light(Place place) {
        String lit =
                place == null
                        ? ""
                        : navigator.target(place.targetId()).map(NavTarget::railId).orElse("");
        items.forEach((target, item) -> item.select(target.id().equals(lit)));
    }

    private void count() {
        items.forEach((target, item) -> item.show(target.badge().apply(state)));
    }

    private static StackPane separator() {
        return Styles.add(new StackPane(Texts.hairline()), "rail-separator");
    }
}
