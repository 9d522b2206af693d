package io.continuo.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/** What {@code continuo lab --screens DIR} draws. */
class ConsoleScreensTest extends FxTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("continuo.screens", "target/screens")).resolve("console");

    @Test
    void every_screen_is_drawn_light_dark_and_in_chinese() throws Exception {
        List<Path> pictures =
                ConsoleScreens.render(new StoryClient(fxGet(() -> Story.lab().state())), FOLDER);
        assertThat(pictures)
                .isNotEmpty()
                .allSatisfy(picture -> assertThat(picture).isNotEmptyFile());
        assertThat(pictures)
                .extracting(picture -> picture.getFileName().toString())
                .contains(
                        "overview-light.png",
                        "overview-dark.png",
                        "overview-zh-TW-light.png",
                        "settings-dark.png");
    }
}
