package io.continuo.console.ui;

import javafx.stage.Window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks a person for files of this computer; behind an interface because tests have no desktop. */
public interface FilePicker {
    /** A kind of file: what people call it and its patterns, such as {@code *.png}. */
    record Kind(String name, List<String> patterns) {}

    /**
     * @param near where to begin, if that is a file or folder; may be empty
     * @return empty if the person chose none
     */
    Optional<Path> open(Window owner, String title, String near, List<Kind> kinds);

    /**
     * @param name proposed for the file
     * @return empty if the person chose none
     */
    Optional<Path> save(Window owner, String title, String name, List<Kind> kinds);
}
