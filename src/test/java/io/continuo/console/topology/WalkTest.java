package io.continuo.console.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WalkTest {
    private final Arrangement map = TopologyLayout.arrange(Estates.night(4).estate(), 1248, 750);
    private final Walk walk = new Walk(map);

    @Test
    void right_follows_the_links_from_the_machine_to_the_target() {
        assertThat(from("machine:id-erp-101", Walk.Step.RIGHT)).isEqualTo("machine:id-erp-102");
        assertThat(from("kvm-tpe-03", Walk.Step.RIGHT)).isEqualTo("ps-tpe-02");
        assertThat(from("ps-tpe-02", Walk.Step.RIGHT)).isEqualTo("line:ps-tpe-02>mt-khh-02");
        assertThat(from("line:ps-tpe-02>mt-khh-02", Walk.Step.RIGHT)).isEqualTo("mt-khh-02");
    }

    @Test
    void left_follows_them_back() {
        assertThat(from("mt-khh-02", Walk.Step.LEFT)).isEqualTo("line:ps-tpe-02>mt-khh-02");
        assertThat(from("line:ps-tpe-02>mt-khh-02", Walk.Step.LEFT)).isEqualTo("ps-tpe-02");
        assertThat(from("ps-tpe-02", Walk.Step.LEFT)).isIn("kvm-tpe-03", "kvm-tpe-04");
    }

    @Test
    void up_and_down_stay_in_the_column() {
        assertThat(from("ps-tpe-01", Walk.Step.DOWN)).isEqualTo("ps-tpe-02");
        assertThat(from("ps-tpe-02", Walk.Step.UP)).isEqualTo("ps-tpe-01");
        assertThat(from("mt-khh-03", Walk.Step.DOWN)).isEqualTo("cs-khh-01");
    }

    @Test
    void the_first_machine_of_a_frame_leads_left_to_the_frame() {
        assertThat(from("machine:id-erp-101", Walk.Step.LEFT)).isEqualTo("kvm-tpe-03");
    }

    @Test
    void at_the_edge_nothing_comes() {
        assertThat(walk.from(map.box("mt-khh-02").orElseThrow(), Walk.Step.RIGHT)).isEmpty();
    }

    private String from(String id, Walk.Step step) {
        return walk.from(map.box(id).orElseThrow(), step).orElseThrow().id();
    }
}
