package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;
import io.continuo.console.topology.Arrangement.Box;
import io.continuo.console.topology.Arrangement.Lane;
import io.continuo.console.topology.Arrangement.Path;
import io.continuo.console.ui.States;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places an estate in two lanes: at the left the machines and their process servers, one row each;
 * at the right the master targets; the lines between. Sizes are fixed, so that nothing jumps when a
 * number changes.
 */
final class TopologyLayout {
    static final double TILE_HEIGHT = 48;
    static final double FRAME_HEADER = 30;
    private static final double MARGIN = 16;
    private static final double LANE_HEADER = 48;
    private static final double ROW_GAP = 28;
    private static final double FRAME_PADDING = 12;
    private static final double TILE_GAP = 8;
    private static final double LEAST_TILE = 120;
    private static final double EMPTY_FRAME = 32;
    private static final double PROCESS_HEIGHT = 92;
    private static final double TARGET_HEIGHT = 76;
    private static final double CONTROL_HEIGHT = 60;
    private static final double LINE_HEIGHT = 96;
    private static final double QUIET_LINE_HEIGHT = 48;
    private static final double LINE_WIDTH = 144;
    private static final double STACK_GAP = 12;
    private static final double TINT_EDGE = 12;
    private static final double SHAPE_STEP = 10.2;
    private static final double MOST_FREE_ABOVE = 96;

    private final Estate estate;
    private final Columns columns;
    private final double leastHeight;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private final List<Area> tints = new ArrayList<>();

    private TopologyLayout(Estate estate, double width, double height) {
        this.estate = estate;
        this.columns = Columns.of(width);
        this.leastHeight = height;
    }

    /**
     * @param width to use; where less than the least, the map is wider than asked
     * @param height lanes reach down to it at least
     */
    static Arrangement arrange(Estate estate, double width, double height) {
        return new TopologyLayout(estate, Math.max(width, Columns.LEAST), height).arrange();
    }

    /** How many shapes of machines stand side by side in a tile of this width. */
    static int shapesPerLine(double tileWidth) {
        return Math.max(1, (int) ((tileWidth - 16) / SHAPE_STEP));
    }

    private Arrangement arrange() {
        double rowsHeight = estate.rows().stream().mapToDouble(this::rowHeight).sum();
        rowsHeight += ROW_GAP * Math.max(0, estate.rows().size() - 1);
        double footer = footerHeight();
        double content = MARGIN + LANE_HEADER + rowsHeight + footer + MARGIN * 2;
        double height = Math.max(content, leastHeight);
        double free = height - content;
        double y = MARGIN + LANE_HEADER + Math.min(MOST_FREE_ABOVE, Math.floor(free * 0.35));
        Map<String, List<Row>> senders = senders();
        Map<Row, Double> middles = new LinkedHashMap<>();
        for (Row row : estate.rows()) {
            double rowHeight = rowHeight(row);
            middles.put(row, y + rowHeight / 2);
            y += rowHeight + ROW_GAP;
        }
        Map<String, Area> targets = placeTargets(middles, senders);
        for (Row row : estate.rows()) {
            placeRow(row, middles.get(row), targets, senders);
        }
        double laneEnd = height - MARGIN;
        placeFooter(laneEnd - MARGIN);
        return new Arrangement(
                columns.end(), height, lanes(laneEnd), List.copyOf(tints), boxes, paths);
    }

    private List<Lane> lanes(double end) {
        List<Lane> lanes = new ArrayList<>();
        estate.primary()
                .ifPresent(site ->
                        lanes.add(
                                new Lane(
                                        site,
                                        area(columns.laneLeft(), columns.laneLeftEnd(), end),
                                        estate.machines(),
                                        estate.hosts())));
        estate.recovery()
                .ifPresent(site ->
                        lanes.add(
                                new Lane(
                                        site,
                                        area(columns.laneRight(), columns.laneRightEnd(), end),
                                        estate.machines(),
                                        senders().size() + estate.idle().size())));
        return lanes;
    }

    private static Area area(double left, double right, double bottom) {
        return new Area(left, MARGIN, right - left, bottom - MARGIN);
    }

    // ---- heights ----

    private double rowHeight(Row row) {
        double lines = -STACK_GAP;
        for (Reach reach : row.reaches()) {
            lines += lineHeight(reach) + STACK_GAP;
        }
        return Math.max(Math.max(hostsHeight(row), PROCESS_HEIGHT), Math.max(lines, TARGET_HEIGHT));
    }

    private double hostsHeight(Row row) {
        if (row.hosts().isEmpty()) {
            return 0;
        }
        if (framed(row)) {
            return frameHeight(tileRows(row.hosts().stream().map(this::hostTileHeight).toList()));
        }
        double height = -STACK_GAP;
        for (Host host : row.hosts()) {
            height += hostHeight(host) + STACK_GAP;
        }
        return height;
    }

    /** Whether the agents of a row share one frame, each being a tile. */
    private boolean framed(Row row) {
        return estate.grouped() && !row.hosts().isEmpty();
    }

    private double hostHeight(Host host) {
        List<Double> tiles = host.guests().stream().map(guest -> TILE_HEIGHT).toList();
        return tiles.isEmpty() ? FRAME_HEADER + EMPTY_FRAME : frameHeight(tileRows(tiles));
    }

    private static double frameHeight(List<Double> rows) {
        return FRAME_HEADER
                + rows.stream().mapToDouble(Double::doubleValue).sum()
                + TILE_GAP * (rows.size() - 1)
                + FRAME_PADDING
                - 2;
    }

    private double hostTileHeight(Host host) {
        int perLine = shapesPerLine(tileWidth(tilesAcross()));
        int lines = Math.max(1, Math.ceilDiv(host.guests().size(), perLine));
        return Math.ceil(8 + 16 + lines * SHAPE_STEP + 6 + 16 + 5);
    }

    private int tilesAcross() {
        double inner = columns.hostsWidth() - FRAME_PADDING * 2;
        return Math.max(1, (int) ((inner + TILE_GAP) / (LEAST_TILE + TILE_GAP)));
    }

    private double tileWidth(int across) {
        return (columns.hostsWidth() - FRAME_PADDING * 2 - TILE_GAP * (across - 1)) / across;
    }

    /** Heights of the rows of tiles: as high as their highest tile. */
    private List<Double> tileRows(List<Double> tiles) {
        int across = across(tiles.size());
        List<Double> rows = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            if (i % across == 0) {
                rows.add(0.0);
            }
            rows.set(rows.size() - 1, Math.max(rows.getLast(), tiles.get(i)));
        }
        return rows;
    }

    /** Tiles fill their line: no more columns than tiles, but never wider than two columns. */
    private int across(int tiles) {
        return Math.max(Math.min(2, tilesAcross()), Math.min(tilesAcross(), tiles));
    }

    private static double lineHeight(Reach reach) {
        return quiet(reach.line()) ? QUIET_LINE_HEIGHT : LINE_HEIGHT;
    }

    private static boolean quiet(LinkView link) {
        return link.health() == Health.HEALTHY;
    }

    // ---- placing ----

    private Map<String, List<Row>> senders() {
        Map<String, List<Row>> senders = new LinkedHashMap<>();
        for (Row row : estate.rows()) {
            for (Reach reach : row.reaches()) {
                List<Row> rows =
                        senders.computeIfAbsent(reach.target().id(), id -> new ArrayList<>());
                if (!rows.contains(row)) {
                    rows.add(row);
                }
            }
        }
        return senders;
    }

    /** Each target as near as can be to the middle of the rows that send to it. */
    private Map<String, Area> placeTargets(
            Map<Row, Double> middles, Map<String, List<Row>> senders) {
        Map<String, Double> wanted = new LinkedHashMap<>();
        senders.forEach((id, rows) ->
                wanted.put(id, rows.stream().mapToDouble(middles::get).average().orElse(0)));
        Map<String, Area> areas = new LinkedHashMap<>();
        double[] free = {0};
        wanted.entrySet().stream()
                .sorted(Comparator.comparingDouble(Map.Entry::getValue))
                .forEach(entry -> {
                    double y = Math.max(free[0], entry.getValue() - TARGET_HEIGHT / 2);
                    areas.put(
                            entry.getKey(),
                            new Area(columns.target(), y, columns.targetWidth(), TARGET_HEIGHT));
                    free[0] = y + TARGET_HEIGHT + STACK_GAP;
                });
        return areas;
    }

    private void placeRow(
            Row row, double middle, Map<String, Area> targets, Map<String, List<Row>> senders) {
        Health path = row.path();
        boolean lit = path == Health.CRITICAL;
        if (lit) {
            double height = rowHeight(row) + TINT_EDGE * 2;
            tints.add(
                    new Area(
                            columns.laneLeft() + 8,
                            middle - height / 2,
                            columns.laneRightEnd() - columns.laneLeft() - 16,
                            height));
        }
        var process =
                new Area(
                        columns.process(),
                        middle - PROCESS_HEIGHT / 2,
                        columns.processWidth(),
                        PROCESS_HEIGHT);
        placeHosts(row, middle, process, lit);
        add(new Thing.Process(row), process, Optional.empty(), lit);
        double lines = row.reaches().stream().mapToDouble(TopologyLayout::lineHeight).sum();
        lines += STACK_GAP * Math.max(0, row.reaches().size() - 1);
        double y = middle - lines / 2;
        for (Reach reach : row.reaches()) {
            placeReach(row, reach, y, process, targets.get(reach.target().id()), lit);
            y += lineHeight(reach) + STACK_GAP;
            if (boxes.stream().noneMatch(box -> box.id().equals(reach.target().id()))) {
                List<Row> rows = senders.get(reach.target().id());
                add(
                        new Thing.Target(reach.target(), rows),
                        targets.get(reach.target().id()),
                        Optional.empty(),
                        rows.stream().anyMatch(other -> other.path() == Health.CRITICAL));
            }
        }
    }

    private void placeReach(
            Row row, Reach reach, double y, Area process, Area target, boolean lit) {
        double height = lineHeight(reach);
        double middle = y + height / 2;
        Health health = Faults.worst(java.util.stream.Stream.of(reach.line().health()));
        Health drawn = lit ? Health.CRITICAL : health;
        List<Spot> spots = new ArrayList<>();
        spots.add(new Spot(process.right(), process.centre().y()));
        elbow(spots, columns.processEnd() + 16, middle);
        elbow(spots, columns.laneRight() - 4, target.centre().y());
        spots.add(new Spot(target.x(), target.centre().y()));
        paths.add(new Path(reach.line(), spots, drawn, false, Optional.empty()));
        add(
                new Thing.Line(row, reach),
                new Area(columns.lineCentre() - LINE_WIDTH / 2, y, LINE_WIDTH, height),
                Optional.empty(),
                lit);
    }

    private static void elbow(List<Spot> spots, double x, double toY) {
        double fromY = spots.getLast().y();
        if (Math.abs(fromY - toY) > 0.5) {
            spots.add(new Spot(x, fromY));
            spots.add(new Spot(x, toY));
        }
    }

    private void placeHosts(Row row, double middle, Area process, boolean lit) {
        if (row.hosts().isEmpty()) {
            return;
        }
        double y = middle - hostsHeight(row) / 2;
        if (framed(row)) {
            var frame = new Area(columns.hosts(), y, columns.hostsWidth(), hostsHeight(row));
            var thing = new Thing.HostsFrame(row);
            add(thing, frame, Optional.empty(), lit);
            placeTiles(
                    thing.id(),
                    frame,
                    row.hosts().stream().map(host -> (Thing) new Thing.HostTile(host)).toList(),
                    row.hosts().stream().map(this::hostTileHeight).toList(),
                    lit);
            worstLink(row).ifPresent(link -> connect(link, frame, process, lit, true));
            return;
        }
        boolean alone = row.hosts().size() == 1;
        for (Host host : row.hosts()) {
            var frame = new Area(columns.hosts(), y, columns.hostsWidth(), hostHeight(host));
            placeHost(host, frame, lit);
            host.link().ifPresent(link -> connect(link, frame, process, lit, alone));
            y += frame.height() + STACK_GAP;
        }
    }

    private void placeHost(Host host, Area frame, boolean lit) {
        var thing = new Thing.HostFrame(host);
        add(thing, frame, Optional.empty(), lit);
        placeTiles(
                thing.id(),
                frame,
                host.guests().stream().map(guest -> (Thing) new Thing.GuestTile(guest)).toList(),
                host.guests().stream().map(guest -> TILE_HEIGHT).toList(),
                lit);
    }

    private void placeTiles(
            String parent, Area frame, List<Thing> tiles, List<Double> heights, boolean lit) {
        if (tiles.isEmpty()) {
            return;
        }
        int across = across(tiles.size());
        double width = tileWidth(across);
        List<Double> rows = tileRows(heights);
        double y = frame.y() + FRAME_HEADER;
        for (int i = 0; i < tiles.size(); i++) {
            int column = i % across;
            double x = frame.x() + FRAME_PADDING + column * (width + TILE_GAP);
            double left = Math.round(x);
            double height = rows.get(i / across);
            add(
                    tiles.get(i),
                    new Area(left, y, Math.round(x + width) - left, height),
                    Optional.of(parent),
                    lit);
            if (column == across - 1) {
                y += height + TILE_GAP;
            }
        }
    }

    private static Optional<LinkView> worstLink(Row row) {
        return row.hosts().stream()
                .flatMap(host -> host.link().stream())
                .min(Comparator.comparingInt(link -> States.urgency(link.health())));
    }

    private void connect(LinkView link, Area from, Area to, boolean lit, boolean labelled) {
        List<Spot> spots = new ArrayList<>();
        spots.add(new Spot(from.right(), from.centre().y()));
        elbow(spots, from.right() + (to.x() - from.right()) * 0.5, to.centre().y());
        spots.add(new Spot(to.x(), to.centre().y()));
        paths.add(
                new Path(
                        link,
                        spots,
                        lit ? Health.CRITICAL : link.health(),
                        false,
                        labelled
                                ? Optional.of(
                                        new Spot((from.right() + to.x()) / 2 - 3, to.centre().y()))
                                : Optional.empty()));
    }

    // ---- what stands at the foot: servers outside of any row ----

    private double footerHeight() {
        double left = stack(estate.loose().stream().mapToDouble(this::hostHeight).toArray());
        double right =
                stack(
                        java.util.stream.DoubleStream.concat(
                                        estate.idle().stream().mapToDouble(t -> TARGET_HEIGHT),
                                        estate.control().stream().mapToDouble(c -> CONTROL_HEIGHT))
                                .toArray());
        double higher = Math.max(left, right);
        return higher == 0 ? 0 : higher + ROW_GAP;
    }

    private static double stack(double[] heights) {
        double sum = 0;
        for (double height : heights) {
            sum += height + STACK_GAP;
        }
        return Math.max(0, sum - STACK_GAP);
    }

    private void placeFooter(double bottom) {
        double y = bottom;
        for (Host host : estate.loose().reversed()) {
            y -= hostHeight(host);
            placeHost(
                    host,
                    new Area(columns.hosts(), y, columns.hostsWidth(), hostHeight(host)),
                    false);
            y -= STACK_GAP;
        }
        double left = bottom;
        double right = bottom;
        for (ServerView control : estate.control().reversed()) {
            boolean recovery = inRecovery(control);
            double top = (recovery ? right : left) - CONTROL_HEIGHT;
            var area =
                    new Area(
                            recovery ? columns.target() : columns.hosts(),
                            top,
                            recovery ? columns.targetWidth() : columns.hostsWidth(),
                            CONTROL_HEIGHT);
            Optional<LinkView> link = worstControl(control);
            link.ifPresent(l -> connectControl(l, area, recovery));
            add(new Thing.Control(control, link), area, Optional.empty(), false);
            if (recovery) {
                right = top - STACK_GAP;
            } else {
                left = top - STACK_GAP;
            }
        }
        for (ServerView target : estate.idle().reversed()) {
            right -= TARGET_HEIGHT;
            add(
                    new Thing.Target(target, List.of()),
                    new Area(columns.target(), right, columns.targetWidth(), TARGET_HEIGHT),
                    Optional.empty(),
                    false);
            right -= STACK_GAP;
        }
    }

    private boolean inRecovery(ServerView server) {
        return estate.recovery().map(site -> site.id().equals(server.siteId())).orElse(false);
    }

    /** The worst, and of equals the slowest, link to a configuration server. */
    private Optional<LinkView> worstControl(ServerView control) {
        return estate.controlLinks().stream()
                .filter(link ->
                        link.toId().equals(control.id()) || link.fromId().equals(control.id()))
                .min(
                        Comparator.comparingInt((LinkView l) -> States.urgency(l.health()))
                                .thenComparingDouble(l -> -l.latencySeconds().orElse(0.0)));
    }

    /** One dashed line from the other site; the links within a site are not drawn. */
    private void connectControl(LinkView link, Area area, boolean recovery) {
        double y = area.centre().y();
        double from = recovery ? columns.laneLeftEnd() : columns.laneRight();
        double to = recovery ? area.x() : area.right();
        paths.add(
                new Path(
                        link,
                        List.of(new Spot(from, y), new Spot(to, y)),
                        link.health(),
                        true,
                        Optional.of(new Spot(columns.lineCentre(), y))));
    }

    private void add(Thing thing, Area area, Optional<String> parent, boolean lit) {
        boxes.add(new Box(thing, area, parent, lit));
    }
}
