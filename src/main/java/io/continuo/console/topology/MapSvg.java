package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.ServerView;
import io.continuo.console.topology.Arrangement.Box;
import io.continuo.console.topology.Arrangement.Path;

import java.util.List;
import java.util.Locale;

/** The map as an SVG document in the light colours of TOKENS.md, for reports and runbooks. */
final class MapSvg {
    private static final String CANVAS = "#f6f8fa";
    private static final String CARD = "#ffffff";
    private static final String BORDER = "#d0d7de";
    private static final String STRONG = "#1b1f24";
    private static final String MUTED = "#57606a";
    private static final String SUBTLE = "#8c959f";
    private static final String CRITICAL_TINT = "#ffebe9";

    private final MapWords words;
    private final StringBuilder out = new StringBuilder();

    MapSvg(MapWords words) {
        this.words = words;
    }

    String draw(Arrangement map) {
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" "
                        .formatted(
                                n(map.width()), n(map.height()), n(map.width()), n(map.height())));
        out.append("font-family=\"Inter, 'Noto Sans CJK TC', sans-serif\">\n");
        rect(new Area(0, 0, map.width(), map.height()), CANVAS, "none", 0);
        map.tints().forEach(tint -> rect(tint, CRITICAL_TINT, "none", 6));
        map.lanes().forEach(this::lane);
        map.paths().forEach(this::path);
        map.boxes().forEach(this::box);
        return out.append("</svg>\n").toString();
    }

    private void lane(Arrangement.Lane lane) {
        Area area = lane.area();
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"none\" stroke=\"%s\" stroke-dasharray=\"4 4\"/>%n"
                        .formatted(
                                n(area.x()),
                                n(area.y()),
                                n(area.width()),
                                n(area.height()),
                                BORDER));
        out.append(
                "<text x=\"%s\" y=\"%s\" font-size=\"14\" font-weight=\"600\" fill=\"%s\">%s <tspan font-size=\"12\" font-weight=\"400\" fill=\"%s\">%s</tspan></text>%n"
                        .formatted(
                                n(area.x() + 16),
                                n(area.y() + 28),
                                STRONG,
                                escaped(words.site(lane.site())),
                                MUTED,
                                escaped(words.lane(lane))));
    }

    private void path(Path path) {
        var points = new StringBuilder();
        path.spots()
                .forEach(spot ->
                        points.append(n(spot.x())).append(',').append(n(spot.y())).append(' '));
        out.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>%n"
                        .formatted(
                                points.toString().strip(),
                                path.fault()
                                        ? mark(path.health())
                                        : path.control() ? SUBTLE : BORDER,
                                path.fault() ? "3" : path.control() ? "1" : "1.5",
                                path.control() ? " stroke-dasharray=\"3 4\"" : ""));
        Spot end = path.spots().getLast();
        if (!path.control()) {
            out.append(
                    "<path d=\"M%s %s L%s %s L%s %sZ\" fill=\"%s\"/>%n"
                            .formatted(
                                    n(end.x() - 7),
                                    n(end.y() - 4.5),
                                    n(end.x()),
                                    n(end.y()),
                                    n(end.x() - 7),
                                    n(end.y() + 4.5),
                                    path.fault() ? mark(path.health()) : BORDER));
        }
        path.label()
                .ifPresent(spot ->
                        text(
                                spot.x(),
                                spot.y() - 9,
                                11,
                                "400",
                                MUTED,
                                "middle",
                                path.control()
                                        ? words.control(path.link())
                                        : words.rate(path.link())));
    }

    private void box(Box box) {
        Area area = box.area();
        Thing thing = box.thing();
        boolean quiet = thing instanceof Thing.Line && thing.health() == Health.HEALTHY;
        rect(
                area,
                frame(thing) ? "none" : quiet ? CANVAS : CARD,
                quiet ? "none" : edge(thing.health()),
                6);
        double x = area.x() + 12;
        double y = area.y() + (frame(thing) ? 20 : 23);
        shape(thing.health(), x, y - 10);
        text(x + 18, y, 13, "600", STRONG, "start", words.title(thing));
        for (String line : lines(thing)) {
            y += 18;
            text(x, y, 12, "400", MUTED, "start", line);
        }
    }

    private static boolean frame(Thing thing) {
        return thing instanceof Thing.HostFrame || thing instanceof Thing.HostsFrame;
    }

    private List<String> lines(Thing thing) {
        return switch (thing) {
            case Thing.HostFrame f -> List.of();
            case Thing.HostsFrame f -> List.of();
            case Thing.HostTile tile -> List.of(words.worst(tile.behind()));
            case Thing.GuestTile tile ->
                    tile.guest().view().map(words::rpo).map(List::of).orElse(List.of());
            case Thing.Process process -> process(process);
            case Thing.Line line ->
                    line.health() == Health.HEALTHY
                            ? List.of(words.rateAndLatency(line.reach().line()))
                            : List.of(
                                    words.lineRate(line.reach().line()),
                                    words.latency(line.reach().line()),
                                    words.backlog(line.reach().line()));
            case Thing.Target target ->
                    List.of(words.targetLine(target.server()), words.newest(target.server()));
            case Thing.Control control -> List.of(words.controlLine(control.server()));
        };
    }

    private List<String> process(Thing.Process process) {
        ServerView server = process.row().process();
        return List.of(
                words.processLine(server),
                words.cache(server, MapWords.fullIn(server, process.row().reaches())));
    }

    private void shape(Health health, double x, double y) {
        String path =
                switch (health) {
                    case HEALTHY, UNKNOWN -> "M6 2A4 4 0 1 1 6 10A4 4 0 1 1 6 2Z";
                    case WARNING -> "M6 1.6 11 10.4H1Z";
                    case CRITICAL -> "M6 .6 10.7 3.3V8.7L6 11.4 1.3 8.7V3.3Z";
                };
        out.append(
                "<path transform=\"translate(%s %s)\" d=\"%s\" %s/>%n"
                        .formatted(
                                n(x),
                                n(y),
                                path,
                                health == Health.UNKNOWN
                                        ? "fill=\"none\" stroke=\"%s\" stroke-width=\"1.4\" stroke-dasharray=\"2.1 1.05\""
                                                .formatted(mark(health))
                                        : "fill=\"%s\"".formatted(mark(health))));
    }

    private void rect(Area area, String fill, String stroke, double radius) {
        out.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"%s\" stroke=\"%s\"/>%n"
                        .formatted(
                                n(area.x()),
                                n(area.y()),
                                n(area.width()),
                                n(area.height()),
                                n(radius),
                                fill,
                                stroke));
    }

    private void text(
            double x,
            double y,
            int size,
            String weight,
            String fill,
            String anchor,
            String content) {
        out.append(
                "<text x=\"%s\" y=\"%s\" font-size=\"%d\" font-weight=\"%s\" fill=\"%s\" text-anchor=\"%s\">%s</text>%n"
                        .formatted(n(x), n(y), size, weight, fill, anchor, escaped(content)));
    }

    private static String edge(Health health) {
        return switch (health) {
            case HEALTHY, UNKNOWN -> BORDER;
            case WARNING -> "#bf8700";
            case CRITICAL -> "#ff8182";
        };
    }

    private static String mark(Health health) {
        return switch (health) {
            case HEALTHY -> "#2da44e";
            case WARNING -> "#bf8700";
            case CRITICAL -> "#cf222e";
            case UNKNOWN -> "#6e7781";
        };
    }

    private static String n(double number) {
        return number == Math.rint(number)
                ? Long.toString((long) number)
                : String.format(Locale.ROOT, "%.1f", number);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
