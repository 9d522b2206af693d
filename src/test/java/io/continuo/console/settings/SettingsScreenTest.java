package io.continuo.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.fx.Preferences;
import io.continuo.console.fx.Theme;

import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class SettingsScreenTest extends FxTest {
    @TempDir Path folder;

    @Test
    void a_change_is_stored_and_found_again() {
        Path file = folder.resolve("settings.json");
        var model = new SettingsModel(new Preferences(file));
        model.theme().set(Theme.DARK);
        model.language().set("zh-TW");
        model.textScale().set(1.25);
        var again = new Preferences(file).settings().get();
        assertThat(again.theme()).isEqualTo(Theme.DARK);
        assertThat(again.language()).isEqualTo("zh-TW");
        assertThat(again.textScale()).isEqualTo(1.25);
    }

    @Test
    void a_file_that_cannot_be_read_is_kept_aside() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{not json");
        assertThat(new Preferences(file).settings().get().theme()).isEqualTo(Theme.SYSTEM);
        assertThat(folder.resolve("settings.json.unreadable")).hasContent("{not json");
    }

    @Test
    void renders_in_both_themes_and_languages() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT)) {
            variant.render(
                    "settings",
                    ui -> new StackPane(new SettingsController(ui, new SettingsView(ui)).node()));
        }
    }
}
