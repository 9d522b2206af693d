package io.continuo.console.fx;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/**
 * The settings, kept in a JSON file that is written beside itself and then moved, so that a crash
 * leaves the old one. A file that cannot be read is kept aside as {@code *.unreadable}.
 */
public final class Preferences {
    private final JsonMapper json =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private final Path file;
    private final ReadOnlyObjectWrapper<Settings> settings;
    private final ReadOnlyObjectWrapper<IOException> saveFailure = new ReadOnlyObjectWrapper<>();

    /** Reads the file, or starts from the defaults if there is none. */
    public Preferences(Path file) {
        this.file = file;
        settings = new ReadOnlyObjectWrapper<>(read());
    }

    public ReadOnlyObjectProperty<Settings> settings() {
        return settings.getReadOnlyProperty();
    }

    /** Why the last change could not be stored; null while all is well. */
    public ReadOnlyObjectProperty<IOException> saveFailure() {
        return saveFailure.getReadOnlyProperty();
    }

    /** Changes and stores. The change holds for this run even when it cannot be stored. */
    public void change(UnaryOperator<Settings> change) {
        Settings changed = change.apply(settings.get());
        if (changed.equals(settings.get())) {
            return;
        }
        settings.set(changed);
        try {
            write(changed);
            saveFailure.set(null);
        } catch (IOException e) {
            saveFailure.set(e);
        }
    }

    private Settings read() {
        try {
            return json.readValue(Files.readAllBytes(file), Settings.class);
        } catch (NoSuchFileException e) {
            return Settings.defaults();
        } catch (IOException e) {
            keepAside();
            return Settings.defaults();
        }
    }

    private void keepAside() {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".unreadable"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            saveFailure.set(e);
        }
    }

    private void write(Settings changed) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        json.writerWithDefaultPrettyPrinter().writeValue(temporary.toFile(), changed);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
