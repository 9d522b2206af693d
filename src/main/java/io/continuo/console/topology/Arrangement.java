package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.SiteView;

import java.util.List;
import java.util.Optional;

/**
 * Where everything of the map stands, in pixels at 100 %.
 *
 * @param tints bands behind the rows that a critical fault lights
 * @param boxes in reading order: row by row, from the machines to the target
 */
record Arrangement(
        double width,
        double height,
        List<Lane> lanes,
        List<Area> tints,
        List<Box> boxes,
        List<Path> paths) {
    static final Arrangement EMPTY =
            new Arrangement(0, 0, List.of(), List.of(), List.of(), List.of());

    Optional<Box> box(String id) {
        return boxes.stream().filter(box -> box.id().equals(id)).findFirst();
    }

    /**
     * @param hosts agents or targets in it
     */
    record Lane(SiteView site, Area area, int machines, int hosts) {}

    /**
     * @param parent id of the frame it stands in; empty outside of frames
     * @param lit whether it is on the path of a critical fault
     */
    record Box(Thing thing, Area area, Optional<String> parent, boolean lit) {
        String id() {
            return thing.id();
        }
    }

    /**
     * A link as drawn.
     *
     * @param spots corners from its start to its arrow
     * @param health colours and thickens it if it is a warning or critical
     * @param label where its rate is written, centred above the line; empty where there is no room
     */
    record Path(
            LinkView link, List<Spot> spots, Health health, boolean control, Optional<Spot> label) {
        Path {
            spots = List.copyOf(spots);
        }

        boolean fault() {
            return health == Health.CRITICAL || health == Health.WARNING;
        }
    }
}
