package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.app.DesktopSetup;
import io.continuo.app.UserFiles;
import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The whole way of a newcomer through real controls, against the real embedded orchestrator on a
 * real disk.
 */
class RealServerWalkTest extends FxTest {
    private static final int DISK_BYTES = 8 << 20;

    /** Starting every role and a first copy take seconds, more on a busy computer. */
    private static final int PATIENCE_SECONDS = 90;

    private static final int CLICKS = 20;

    @TempDir Path directory;

    private final FxRobot robot = new FxRobot();

    @Test
    void a_disk_is_protected_drilled_and_cleaned_up() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        Path disk = directory.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
            file.write("written before protection".getBytes());
        }
        CountDownLatch closed = new CountDownLatch(1);
        Stage stage = fxGet(() -> open(closed));
        try {
            clickButton("Protect a disk…");
            protect(disk);
            drill();
        } finally {
            fx(stage::hide);
            assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("everything stopped")
                    .isTrue();
        }
    }

    private Stage open(CountDownLatch closed) {
        Stage stage = new Stage();
        DesktopSetup setup = new DesktopSetup(new UserFiles(directory.resolve("home")));
        new ConsoleWindow(setup, stage, closed::countDown).open(new ConsoleStart.Choose());
        return stage;
    }

    private void protect(Path disk) throws Exception {
        forward();
        type("#machine-name", "db-01");
        type("#disk-1", disk.toString());
        forward();
        forward();
        forward();
        forward();
        patiently(
                "protection is done", () -> robot.lookup(".job-step.done").queryAll().size() == 5);
        String uri = uri(".uri-row .text-field");
        try (NbdClient guest = NbdClient.connect(NbdUri.parse(uri))) {
            assertThat(new String(guest.read(0, 25))).isEqualTo("written before protection");
            guest.write(0, ByteBuffer.wrap("written under protection!".getBytes()));
        }
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

    private String uri(String query) {
        patiently("the address is shown", () -> there(query));
        return fxGet(() -> robot.lookup(query).queryAs(TextField.class).getText());
    }

    private void forward() throws Exception {
        click("#protect-forward");
        settle();
    }

    private void type(String field, String text) {
        click(field);
        fx(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
        settle();
    }

    /** Clicks the enabled control of that query, which may be laid out anew meanwhile. */
    private void click(String query) {
        click(query, () -> shown(query, Node.class).findFirst());
    }

    private void clickButton(String text) {
        click(
                text,
                () ->
                        shown(".button", Button.class)
                                .filter(button -> text.equals(button.getText()))
                                .findFirst());
    }

    /** Where a node leaves the scene between being found and being clicked, it is found again. */
    private void click(String what, Callable<Optional<? extends Node>> find) {
        boolean clicked = false;
        for (int attempt = 0; !clicked && attempt < CLICKS; attempt++) {
            patiently(what, () -> find.call().isPresent());
            settle();
            Optional<? extends Node> now = fxGet(find::call);
            try {
                now.ifPresent(robot::clickOn);
                clicked = now.isPresent();
            } catch (RuntimeException replacedMeanwhile) {
                clicked = false;
            }
        }
        assertThat(clicked).as("clicked " + what).isTrue();
    }

    private <T extends Node> Stream<T> shown(String query, Class<T> type) {
        return robot.lookup(query).queryAllAs(type).stream()
                .filter(node -> node.getScene() != null && !node.isDisabled());
    }

    private boolean there(String query) {
        return !robot.lookup(query).queryAll().isEmpty();
    }

    private static void patiently(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> fxGet(condition));
        } catch (Exception e) {
            throw new AssertionError("never: " + what, e);
        }
    }
}
