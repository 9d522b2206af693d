package io.continuo.console.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.Health;
import io.continuo.console.topology.Arrangement.Box;

import org.junit.jupiter.api.Test;

import java.util.List;

class TopologyLayoutTest {
    private static final List<Estates> ALL =
            List.of(
                    Estates.lab(),
                    Estates.labCut(),
                    Estates.fresh(),
                    Estates.longNames(),
                    Estates.night(4),
                    Estates.night(14));

    @Test
    void boxes_never_overlap_but_in_their_own_frame() {
        for (Estates estates : ALL) {
            for (double width : new double[] {600, 912, 1248, 2368}) {
                Arrangement map = TopologyLayout.arrange(estates.estate(), width, 750);
                for (Box one : map.boxes()) {
                    for (Box other : map.boxes()) {
                        boolean framed =
                                one.parent().filter(other.id()::equals).isPresent()
                                        || other.parent().filter(one.id()::equals).isPresent();
                        if (one != other && !framed) {
                            assertThat(one.area().overlaps(other.area()))
                                    .as(one.id() + " on " + other.id())
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    @Test
    void every_box_is_on_the_map_and_tiles_are_in_their_frame() {
        for (Estates estates : ALL) {
            Arrangement map = TopologyLayout.arrange(estates.estate(), 1248, 750);
            var whole = new Area(0, 0, map.width(), map.height());
            for (Box box : map.boxes()) {
                assertThat(whole.holds(box.area())).as(box.id()).isTrue();
                box.parent()
                        .flatMap(map::box)
                        .ifPresent(frame ->
                                assertThat(frame.area().holds(box.area())).as(box.id()).isTrue());
            }
        }
    }

    @Test
    void every_machine_is_drawn_by_name_up_to_forty() {
        Arrangement map = TopologyLayout.arrange(Estates.night(4).estate(), 1248, 750);
        assertThat(map.boxes().stream().filter(b -> b.thing() instanceof Thing.GuestTile))
                .hasSize(24);
    }

    @Test
    void more_machines_become_one_tile_per_host() {
        Arrangement map = TopologyLayout.arrange(Estates.night(14).estate(), 1248, 750);
        assertThat(map.boxes()).noneMatch(box -> box.thing() instanceof Thing.GuestTile);
        assertThat(map.boxes().stream().filter(b -> b.thing() instanceof Thing.HostTile))
                .hasSize(15)
                .allSatisfy(tile -> assertThat(tile.thing().behind()).hasSize(14));
    }

    @Test
    void a_critical_line_lights_its_row_and_no_other() {
        Arrangement map = TopologyLayout.arrange(Estates.night(4).estate(), 1248, 750);
        assertThat(map.tints()).hasSize(1);
        Area tint = map.tints().getFirst();
        assertThat(map.boxes().stream().filter(Box::lit).map(box -> box.thing().name()))
                .contains("ps-tpe-02", "mt-khh-02", "kvm-tpe-03", "erp-101")
                .doesNotContain("ps-tpe-01", "mt-khh-01");
        assertThat(map.boxes().stream().filter(Box::lit)).allMatch(box -> tint.holds(box.area()));
        assertThat(map.paths().stream().filter(path -> path.health() == Health.CRITICAL))
                .extracting(path -> path.link().toId())
                .containsOnly("ps-tpe-02", "mt-khh-02");
    }

    @Test
    void a_path_begins_and_ends_at_its_boxes() {
        Arrangement map = TopologyLayout.arrange(Estates.night(4).estate(), 1248, 750);
        map.paths().stream()
                .filter(path -> !path.control())
                .forEach(path -> {
                    Area from = map.box(path.link().fromId()).orElseThrow().area();
                    Area to = map.box(path.link().toId()).orElseThrow().area();
                    assertThat(path.spots().getFirst().x()).isEqualTo(from.right());
                    assertThat(path.spots().getLast().x()).isEqualTo(to.x());
                });
    }

    @Test
    void two_servers_that_share_a_target_lead_to_the_one_box() {
        Arrangement map = TopologyLayout.arrange(Estates.shared().estate(), 1248, 750);
        assertThat(map.boxes().stream().filter(b -> b.thing() instanceof Thing.Target)).hasSize(1);
        assertThat(map.boxes().stream().filter(b -> b.thing() instanceof Thing.Line)).hasSize(2);
    }

    @Test
    void an_empty_estate_has_an_empty_map() {
        Arrangement map = TopologyLayout.arrange(Estate.EMPTY, 1248, 750);
        assertThat(map.boxes()).isEmpty();
        assertThat(map.paths()).isEmpty();
    }

    @Test
    void the_whole_of_two_hundred_machines_fits_the_window() {
        Fitting.Fit fit = Fitting.fit(Estates.night(14).estate(), 1248, 740, 1, Fitting.LEGIBLE);
        assertThat(fit.arrangement().height() * fit.zoom()).isLessThanOrEqualTo(741);
        assertThat(fit.zoom()).isBetween(0.6, 1.0);
    }
}
