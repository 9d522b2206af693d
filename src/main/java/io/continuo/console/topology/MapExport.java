package io.continuo.console.topology;

import io.continuo.console.fx.Pictures;
import io.continuo.console.fx.Tasks;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.FilePicker;

import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Scale;
import javafx.stage.Window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the whole map, not only what is seen of it, to a file the person chooses. */
final class MapExport {
    private static final double SHARPNESS = 2;

    /** What can be written. */
    enum Format {
        PNG,
        SVG
    }

    private final Ui ui;
    private final FilePicker files;
    private final MapWords words;

    MapExport(Ui ui, FilePicker files, MapWords words) {
        this.ui = ui;
        this.files = files;
        this.words = words;
    }

    /** Asks where to; empty if the person chose nowhere. */
    Optional<Path> ask(Format format, Window owner) {
        String extension = format == Format.PNG ? "png" : "svg";
        return files.save(
                owner,
                ui.text("topology.export.title"),
                "topology." + extension,
                List.of(
                        new FilePicker.Kind(
                                ui.text(
                                        format == Format.PNG
                                                ? "topology.export.kind.png"
                                                : "topology.export.kind.svg"),
                                List.of("*." + extension))));
    }

    /** Draws at once, and gives the work of writing. */
    Tasks.Work writing(World world, Format format, Path file) {
        return switch (format) {
            case PNG -> {
                Image picture = picture(world);
                yield () -> Pictures.write(picture, file);
            }
            case SVG -> {
                String text = new MapSvg(words).draw(world.map());
                yield () -> Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static Image picture(World world) {
        var how = new SnapshotParameters();
        how.setTransform(new Scale(SHARPNESS, SHARPNESS));
        how.setFill(background(world));
        return world.snapshot(how, null);
    }

    /** The canvas the map stands on. */
    private static Color background(World world) {
        return world.getScene() != null
                        && world.getScene().getRoot() instanceof javafx.scene.layout.Region root
                        && root.getBackground() != null
                        && !root.getBackground().getFills().isEmpty()
                        && root.getBackground().getFills().getLast().getFill() instanceof Color fill
                ? fill
                : Color.WHITE;
    }
}
