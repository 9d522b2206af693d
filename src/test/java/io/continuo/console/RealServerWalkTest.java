package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;

/**
 * The whole way of a newcomer through real controls, against the real embedded orchestrator on a
 * real disk.
 */
class RealServerWalkTest extends RealWalk {
    @Test
    void a_disk_is_protected_drilled_and_cleaned_up() throws Exception {
        walk(this::drill);
    }

    private void drill() throws Exception {
        clickButton("Test failover…");
        click("#drill-start");
        patiently("the drill runs", () -> there("#drill-clean-up"));
        String uri = uri(".modal .uri-row .text-field");
        try (NbdClient view = NbdClient.connect(NbdUri.parse(uri))) {
            assertThat(view.size()).isEqualTo(DISK_BYTES);
            assertThat(new String(view.read(0, 8))).isEqualTo("written ");
            view.write(0, ByteBuffer.wrap("scribble".getBytes()));
        }
        click("#drill-clean-up");
        patiently(
                "it is cleaned up", () -> !there("#drill-clean-up") && !there(".modal .job-step"));
        robot.type(KeyCode.ESCAPE);
        patiently("the dialog is closed", () -> !there(".modal"));
    }
}
