package io.continuo.console.fx;

import java.nio.file.Path;
import java.util.Optional;

/** Lets a person choose a file. An interface, because choosers do not work without a display. */
@FunctionalInterface
public interface FileChoice {
    /**
     * @param title of the chooser
     * @return empty when nothing was chosen
     */
    Optional<Path> open(String title);
}
