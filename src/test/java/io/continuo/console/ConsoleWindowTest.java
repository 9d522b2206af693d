package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ContinuoClient;
import io.continuo.client.ServerAddress;
import io.continuo.console.fx.Messages;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The window from its first page to its closing, through real keys and clicks. */
class ConsoleWindowTest extends FxTest {
    @TempDir Path folder;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final StoryClient client = new StoryClient(fxGet(() -> Story.lab().state()));
    private Stage stage;

    @Test
    void a_newcomer_starts_the_lab_looks_around_and_leaves() throws Exception {
        open();
        click("Start the lab");
        eventually("the overview shows the machines", () -> shows("db-01"));

        robot().push(KeyCode.CONTROL, KeyCode.K);
        settle();
        robot().write("settings");
        robot().push(KeyCode.ENTER);
        eventually("the palette went to the settings", () -> shows("Theme"));

        chooseLanguage("zh-TW");
        eventually("the same screen speaks Chinese", () -> shows("佈景主題"));
        assertThat(Files.readString(folder.resolve("settings.json"))).contains("zh-TW");

        robot().push(KeyCode.ALT, KeyCode.LEFT);
        eventually("back on the overview", () -> shows("最差的 RPO"));

        fx(stage::hide);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stopped.getCount()).isZero();
        assertThat(client.closed()).isTrue();
    }

    @Test
    void leaving_a_server_stops_what_was_started_for_it() throws Exception {
        open();
        click("Start the lab");
        eventually("the overview is there", () -> shows("Worst RPO"));
        fx(() -> robot().lookup(".server-switch").query().getOnMouseClicked().handle(primary()));
        eventually("the first page is back", () -> shows("Learn in the lab"));
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void open() {
        fx(() -> {
            stage = new Stage();
            speakEnglish();
            new ConsoleWindow(new Setup(), stage, closed::countDown)
                    .open(new ConsoleStart.Choose());
        });
        settle();
    }

    private void speakEnglish() {
        new io.continuo.console.fx.Preferences(folder.resolve("settings.json"))
                .change(s -> s.withLanguage(Messages.supported(Locale.ENGLISH).toLanguageTag()));
    }

    @AfterEach
    void close() {
        fx(stage::hide);
    }

    private void click(String text) {
        Button button =
                robot().lookup((Node node) -> node instanceof Button b && b.getText().equals(text))
                        .query();
        fx(button::fire);
        settle();
    }

    private void chooseLanguage(String tag) {
        fx(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<String> box =
                    robot().lookup((Node node) ->
                                    node instanceof ComboBox<?> each
                                            && each.getItems().contains(tag))
                            .queryAs(ComboBox.class);
            box.setValue(tag);
        });
        settle();
    }

    private boolean shows(String text) {
        return !robot().lookup((Node node) ->
                        node instanceof Label label
                                && label.getText().equals(text)
                                && label.getScene().getWindow() == stage)
                .queryAll()
                .isEmpty();
    }

    private static javafx.scene.input.MouseEvent primary() {
        return new javafx.scene.input.MouseEvent(
                javafx.scene.input.MouseEvent.MOUSE_CLICKED,
                0,
                0,
                0,
                0,
                javafx.scene.input.MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                true,
                null);
    }

    private final class Setup implements ConsoleSetup {
        @Override
        public Path preferencesFile() {
            return folder.resolve("settings.json");
        }

        @Override
        public Session startEmbedded() {
            throw Problem.of(ErrorCode.INTERNAL, "not here", "", "").toException();
        }

        @Override
        public Session startLab() {
            return new Session(client, "", stopped::countDown);
        }

        @Override
        public ContinuoClient connect(ServerAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String fingerprintShownBy(URI url) {
            throw new UnsupportedOperationException();
        }
    }
}
