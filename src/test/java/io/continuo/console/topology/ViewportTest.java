package io.continuo.console.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {
    @Test
    void zooming_keeps_what_is_under_the_pointer() {
        var before = new Viewport(1, -100, -50);
        Viewport after = before.zoomedAt(2, 300, 200);
        assertThat((300 - after.panX()) / after.zoom()).isCloseTo(400, within(1e-9));
        assertThat((200 - after.panY()) / after.zoom()).isCloseTo(250, within(1e-9));
    }

    @Test
    void the_buttons_stop_at_round_numbers() {
        assertThat(new Viewport(0.83, 0, 0).nextStop()).isEqualTo(0.9);
        assertThat(new Viewport(0.83, 0, 0).previousStop()).isEqualTo(0.8);
        assertThat(new Viewport(Viewport.MOST, 0, 0).nextStop()).isEqualTo(Viewport.MOST);
        assertThat(new Viewport(Viewport.LEAST, 0, 0).previousStop()).isEqualTo(Viewport.LEAST);
    }

    @Test
    void a_map_smaller_than_the_view_is_centred_and_a_larger_one_is_not_lost() {
        assertThat(Viewport.WHOLE.kept(400, 300, 1000, 700).panX()).isEqualTo(300);
        assertThat(new Viewport(1, 500, 500).kept(2000, 2000, 1000, 700).panX()).isZero();
        assertThat(new Viewport(1, -5000, 0).kept(2000, 2000, 1000, 700).panX()).isEqualTo(-1000);
    }

    @Test
    void showing_an_area_pans_as_little_as_needed() {
        var view = new Viewport(1, 0, 0);
        assertThat(view.showing(new Area(100, 100, 50, 50), 800, 600)).isEqualTo(view);
        assertThat(view.showing(new Area(900, 100, 50, 50), 800, 600).panX()).isEqualTo(-166);
    }
}
