package io.continuo.console.ui.chart;

import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;
import io.continuo.console.ui.chart.PointsModel.Stretch;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recovery points to scrub: kinds by shape, the chosen one labelled with time, kind and what it
 * loses. Left and Right go by a point, Page Up and Page Down by an hour, Home and End to the ends.
 */
public final class PointTimeline extends Region {
    private static final double BUBBLE_HEIGHT = 24;
    private static final double KNOB = 12;

    private final Ui ui;
    private final PointsModel model;
    private final Supplier<Instant> now;
    private final PointStrips strips;
    private final Label bubble = Texts.whole(Styles.add(new Label(), "bubble"));
    private final Region stem = Styles.add(new Region(), "stem");
    private final Region knob = Styles.add(new Region(), "knob");

    /**
     * @param now the clock of the points, the server's
     */
    public PointTimeline(Ui ui, PointsModel model, Supplier<Instant> now) {
        this.ui = ui;
        this.model = model;
        this.now = now;
        strips = new PointStrips(ui, model, now);
        getStyleClass().add("point-timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        setAccessibleHelp(ui.text("point.keys"));
        getChildren().addAll(strips, stem, knob, bubble);
        bubble.setMouseTransparent(true);
        stem.setMouseTransparent(true);
        knob.setMouseTransparent(true);
        setMinHeight(ui.px(100));
        setOnKeyPressed(this::onKey);
        strips.setOnMousePressed(this::onMouse);
        strips.setOnMouseDragged(this::onMouse);
        new SceneBound(this, this::follow);
        show();
    }

    /**
     * @param newest the newest moment the target holds; what is younger is hatched
     * @param overLimit whether that is longer ago than the limit allows
     */
    public void durable(Optional<Instant> newest, boolean overLimit) {
        strips.durable(newest, overLimit);
    }

    private Subscription follow() {
        show();
        return ui.timer().every(this::show).and(model.version().subscribe(this::show));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> model.step(-1);
            case RIGHT -> model.step(1);
            case PAGE_UP -> model.stepHours(-1);
            case PAGE_DOWN -> model.stepHours(1);
            case HOME -> model.first();
            case END -> model.last();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void onMouse(MouseEvent event) {
        requestFocus();
        Instant time = now.get();
        Optional<Stretch> whole =
                event.getY() > ui.px(PointStrips.WHOLE_TOP - 8)
                        ? model.whole(time)
                        : Optional.empty();
        Instant at = strips.timeAt(whole.orElseGet(() -> model.close(time)), event.getX());
        whole.ifPresent(stretch -> model.look(at, time));
        model.nearest(at).ifPresent(model::select);
    }

    private void show() {
        Optional<PointView> chosen = model.selected().get();
        chosen.ifPresent(point -> {
            String text = label(ui, point, now.get());
            bubble.setText(text);
            setAccessibleText(
                    ui.text(
                            "point.accessible",
                            "point",
                            text,
                            "place",
                            model.place(),
                            "count",
                            model.points().size()));
        });
        boolean inView =
                chosen.filter(point -> model.close(now.get()).holds(point.time())).isPresent();
        bubble.setVisible(inView);
        stem.setVisible(inView);
        knob.setVisible(inView);
        strips.redraw();
        requestLayout();
    }

    /** {@code 02:48:34, multi-VM, loses 24 min 06 s}. */
    public static String label(Ui ui, PointView point, Instant now) {
        String time =
                Duration.between(point.time(), now).toHours() < 12
                        ? ui.format().clockWithSeconds(point.time())
                        : ui.format().exactly(point.time());
        String loss = ui.format().elapsed(Duration.between(point.time(), now)).toString();
        return point.label().isEmpty()
                ? ui.text("point.label", "time", time, "kind", Words.of(ui, point), "loss", loss)
                : ui.text("point.named", "time", time, "label", point.label(), "loss", loss);
    }

    @Override
    protected double computePrefHeight(double width) {
        return ui.px(model.whole(now.get()).isPresent() ? 152 : 96);
    }

    @Override
    protected double computePrefWidth(double height) {
        return ui.px(480);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        strips.resizeRelocate(0, 0, width, getHeight());
        Optional<PointView> chosen = model.selected().get();
        if (chosen.isEmpty()) {
            return;
        }
        double x = strips.xOf(model.close(now.get()), chosen.get().time());
        double foot = ui.px(PointStrips.CLOSE_TOP + PointStrips.CLOSE_HEIGHT + 5);
        double bubbleWidth = bubble.prefWidth(-1);
        double left = Math.clamp(x - bubbleWidth / 2, 0, Math.max(0, width - bubbleWidth));
        bubble.resizeRelocate(snapPositionX(left), 2, bubbleWidth, ui.px(BUBBLE_HEIGHT));
        stem.resizeRelocate(
                snapPositionX(x - 1), ui.px(BUBBLE_HEIGHT), 2, foot - ui.px(BUBBLE_HEIGHT));
        double size = ui.px(KNOB);
        knob.resizeRelocate(snapPositionX(x - size / 2), foot - size / 2, size, size);
    }
}
