package io.continuo.app;

import io.continuo.api.lab.LabRow;
import io.continuo.api.lab.StoryRow;
import io.continuo.client.ContinuoClient;
import io.continuo.console.ConsoleScreens;
import io.continuo.lab.HeadlessLab;
import io.continuo.lab.LabSession;
import io.continuo.lab.LabSettings;
import io.continuo.lab.LabTable;
import io.continuo.lab.Story;
import io.continuo.lab.StoryTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The headless lab with an orchestrator of its own, on disks that are gone afterwards. */
public final class LabRun {
    private static final Duration DRILL_LIMIT = Duration.ofMinutes(2);

    /** So that the charts of the pictures have something to show. */
    private static final Duration BEFORE_PICTURES = Duration.ofSeconds(5);

    private final Terminal terminal;

    public LabRun(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param screens where to render every console screen of the lab, if asked for
     * @param json whether the result is printed as JSON
     * @return whether everything verified
     */
    public boolean run(Duration duration, Optional<Path> screens, boolean json)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("continuo-lab");
        try (Orchestrator orchestrator =
                Orchestrator.start(
                        OrchestratorSettings.embedded(directory.resolve("server"), "Lab")
                                .withLab())) {
            Path site = directory.resolve("site");
            List<LabRow> rows =
                    HeadlessLab.run(
                            orchestrator.client(),
                            LabSettings.of(site, duration),
                            terminal::remark);
            if (screens.isPresent()) {
                render(orchestrator.client(), site, screens.get());
            }
            if (json) {
                terminal.json(rows);
            } else {
                terminal.println(LabTable.render(rows));
            }
            return rows.stream().allMatch(LabRow::verified);
        } finally {
            delete(directory);
        }
    }

    /**
     * The whole circle.
     *
     * @param json whether the result is printed as JSON
     * @return whether everything verified
     */
    public boolean story(boolean json) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("continuo-lab");
        try (Orchestrator orchestrator =
                Orchestrator.start(
                        OrchestratorSettings.embedded(directory.resolve("server"), "Lab")
                                .withLab())) {
            List<StoryRow> rows = story(orchestrator, directory.resolve("site"));
            if (json) {
                terminal.json(rows);
            } else {
                terminal.println(StoryTable.render(rows));
            }
            return rows.stream().allMatch(StoryRow::verified);
        } finally {
            delete(directory);
        }
    }

    /** Whatever becomes of it, its machines do not outlive it. */
    private List<StoryRow> story(Orchestrator orchestrator, Path site)
            throws IOException, InterruptedException {
        try (ContinuoClient client = orchestrator.client()) {
            LabSettings settings = LabSettings.of(site, LabSettings.SHORTEST_DURATION);
            return Story.run(client, settings, terminal::remark);
        } finally {
            orchestrator.stopMachines();
        }
    }

    /** With the guests writing again and a drill open, so that the pictures show a living site. */
    private void render(ContinuoClient client, Path site, Path screens)
            throws IOException, InterruptedException {
        terminal.remark("rendering screens");
        try (LabSession _ = LabSession.start(client, site, terminal::remark)) {
            client.await(
                    client.startTestFailover("db-01", "latest", false), DRILL_LIMIT, job -> {});
            Thread.sleep(BEFORE_PICTURES);
            Display.drawInMemory();
            ConsoleScreens.render(client, screens);
            terminal.remark("screens are in " + screens.toAbsolutePath());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
