package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.app.DesktopSetup;
import io.continuo.app.UserFiles;
import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

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

/** Somebody at the console of the real embedded orchestrator, with a real disk. */
abstract class RealWalk extends FxTest {
    static final int DISK_BYTES = 8 << 20;

    /** Starting every role and a first copy take seconds, more on a busy computer. */
    private static final int PATIENCE_SECONDS = 90;

    private static final int CLICKS = 20;

    @TempDir Path directory;

    final FxRobot robot = new FxRobot();

    /** Opens the console, protects a disk as db-01, walks, and sees everything stop. */
    final void walk(Walk rest) throws Exception {
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
            rest.go();
        } finally {
            fx(stage::hide);
            assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("everything stopped")
                    .isTrue();
        }
    }

    /** What is done once the disk is protected. */
    interface Walk {
        void go() throws Exception;
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

    final String uri(String query) {
        patiently("the address is shown", () -> there(query));
        return fxGet(() -> robot.lookup(query).queryAs(TextField.class).getText());
    }

    private void forward() throws Exception {
        click("#protect-forward");
        settle();
    }

    final void type(String field, String text) {
        click(field);
        fx(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
        settle();
    }

    /** Clicks the enabled control of that query, which may be laid out anew meanwhile. */
    final void click(String query) {
        click(query, () -> shown(query, Node.class).findFirst());
    }

    final void clickButton(String text) {
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

    final boolean there(String query) {
        return !robot.lookup(query).queryAll().isEmpty();
    }

    static void patiently(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> fxGet(condition));
        } catch (Exception e) {
            throw new AssertionError("never: " + what, e);
        }
    }
}
