package io.continuo.console.ui;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The desktop's own file dialogs. */
public final class DesktopFilePicker implements FilePicker {
    @Override
    public Optional<Path> open(Window owner, String title, String near, List<Kind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        folder(near).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }

    @Override
    public Optional<Path> save(Window owner, String title, String name, List<Kind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    private static FileChooser chooser(String title, List<Kind> kinds) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        kinds.forEach(kind ->
                chooser.getExtensionFilters()
                        .add(new FileChooser.ExtensionFilter(kind.name(), kind.patterns())));
        return chooser;
    }

    private static Optional<Path> folder(String near) {
        try {
            for (Path at = Path.of(near); at != null; at = at.getParent()) {
                if (!near.isBlank() && Files.isDirectory(at)) {
                    return Optional.of(at);
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
