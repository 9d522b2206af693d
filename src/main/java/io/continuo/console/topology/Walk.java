package io.continuo.console.topology;

import io.continuo.console.topology.Arrangement.Box;
import io.continuo.console.topology.Arrangement.Path;

import java.util.Comparator;
import java.util.Optional;

/** Walks the map by arrows: along links to the left and right, within a column up and down. */
final class Walk {
    enum Step {
        LEFT,
        RIGHT,
        UP,
        DOWN
    }

    /** A step aside costs this much more than a step ahead. */
    private static final double ASIDE = 4;

    private final Arrangement map;

    Walk(Arrangement map) {
        this.map = map;
    }

    /** The next box; empty where the map ends. */
    Optional<Box> from(Box box, Step step) {
        Optional<Box> inFrame =
                nearest(box, step, other -> box.parent().isPresent() && sameFrame(box, other));
        if (inFrame.isPresent()) {
            return inFrame;
        }
        if (step == Step.LEFT && box.parent().isPresent()) {
            return map.box(box.parent().get());
        }
        Box start = box.parent().flatMap(map::box).orElse(box);
        return nearest(start, step, other -> other.parent().isEmpty() && !other.equals(start));
    }

    private static boolean sameFrame(Box box, Box other) {
        return !other.equals(box) && other.parent().equals(box.parent());
    }

    private Optional<Box> nearest(Box box, Step step, java.util.function.Predicate<Box> candidate) {
        return map.boxes().stream()
                .filter(candidate)
                .filter(other -> ahead(box.area(), other.area(), step) > 0.5)
                .min(Comparator.comparingDouble(other -> cost(box, other, step)));
    }

    private double cost(Box box, Box other, Step step) {
        double cost =
                ahead(box.area(), other.area(), step)
                        + ASIDE * aside(box.area(), other.area(), step);
        return sideways(step) && linked(box, other) ? cost / 100 : cost;
    }

    private static boolean sideways(Step step) {
        return step == Step.LEFT || step == Step.RIGHT;
    }

    /** Whether a drawn path leads from one to the other, or through it. */
    private boolean linked(Box one, Box other) {
        return map.paths().stream().anyMatch(path -> touches(path, one) && touches(path, other));
    }

    private static boolean touches(Path path, Box box) {
        Area area = box.area();
        if (box.thing() instanceof Thing.Line line) {
            return line.reach().line().id().equals(path.link().id());
        }
        Spot first = path.spots().getFirst();
        Spot last = path.spots().getLast();
        return at(area, first) || at(area, last);
    }

    private static boolean at(Area area, Spot spot) {
        return spot.x() >= area.x() - 1
                && spot.x() <= area.right() + 1
                && spot.y() >= area.y() - 1
                && spot.y() <= area.bottom() + 1;
    }

    private static double ahead(Area from, Area to, Step step) {
        return switch (step) {
            case LEFT -> from.centre().x() - to.centre().x();
            case RIGHT -> to.centre().x() - from.centre().x();
            case UP -> from.centre().y() - to.centre().y();
            case DOWN -> to.centre().y() - from.centre().y();
        };
    }

    private static double aside(Area from, Area to, Step step) {
        return sideways(step)
                ? Math.abs(from.centre().y() - to.centre().y())
                : Math.abs(from.centre().x() - to.centre().x());
    }
}
