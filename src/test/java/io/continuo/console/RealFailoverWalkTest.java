package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Planned failover, commit, reprotect and failback through real controls, against the real embedded
 * orchestrator; the bytes are read where the console says the disk is.
 */
class RealFailoverWalkTest extends RealWalk {
    private static final String UNDER = "written under protection!";

    @Test
    void a_machine_is_failed_over_committed_reversed_and_failed_back() throws Exception {
        walk(() -> {
            clickButton("Open db-01");
            failOver("Fail over…");
            assertThat(swap("written where it went to!")).isEqualTo(UNDER);
            step("Commit…", true);
            step("Reprotect…", false);
            failOver("Fail back…");
            assertThat(swap("written where it came back")).isEqualTo("written where it went to!");
        });
    }

    /** Through the wizard with what it offers first, which is the kind that loses nothing. */
    private void failOver(String door) {
        clickButton(door);
        for (int page = 0; page < 3; page++) {
            click("#failover-forward");
            settle();
        }
        patiently("the name is asked for", () -> there("#failover-name"));
        enter("#failover-name");
        click("#failover-forward");
        patiently("it is failed over", () -> there("#failover-open") && ended());
        click("#failover-open");
        patiently("where its disk is", () -> address().isPresent());
    }

    private boolean ended() {
        return robot.lookup(".page .ct-subtitle").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().equals("db-01 is failed over"));
    }

    private void step(String door, boolean named) {
        clickButton(door);
        patiently("it asks", () -> there("#step-begin"));
        if (named) {
            enter("#step-name");
        }
        click("#step-begin");
        patiently("it has ended", () -> there("#step-close"));
        assertThat(there(".modal .error-panel")).as("refused").isFalse();
        click("#step-close");
        patiently("the dialog is closed", () -> !there(".modal"));
    }

    private void enter(String field) {
        fx(() -> robot.lookup(field).queryAs(TextField.class).setText("db-01"));
        settle();
    }

    /** What the disk begins with, and writes something else there. */
    private String swap(String now) throws Exception {
        String uri = fxGet(() -> address().orElseThrow());
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri))) {
            String before = new String(guest.read(0, 25));
            guest.write(0, ByteBuffer.wrap(now.substring(0, 25).getBytes()));
            guest.flush();
            return before;
        }
    }

    private Optional<String> address() {
        return robot.lookup(".drill-disk .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .filter(text -> text.startsWith("nbd"))
                .findFirst();
    }
}
