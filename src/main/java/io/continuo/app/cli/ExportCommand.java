package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.ExportRequest;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "export",
        description = "Writes the disks of a recovery point as image files, on the master target.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--point",
            paramLabel = "ID|TIME|latest",
            description =
                    "The recovery point: an id, latest, latest-app, latest-multi-vm,"
                            + " latest-multi-vm-app, or a time (2017-03-01T12:00:00, with a zone"
                            + " or in yours).",
            defaultValue = "latest")
    private String point;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Directory to write to; made if missing.")
    private Path directory;

    @Option(
            names = "--format",
            paramLabel = "raw|qcow2|vhd",
            required = true,
            description = "Image format: ${COMPLETION-CANDIDATES}.")
    private ExportFormat format;

    ExportCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            String target = directory.toAbsolutePath().normalize().toString();
            JobView job =
                    new JobFollower(client, terminal, server.json || !terminal.interactive())
                            .untilDone(
                                    client.export(
                                            name,
                                            new ExportRequest(Words.point(point), target, format)));
            if (server.json) {
                terminal.json(job);
            } else {
                job.output().forEach(terminal::println);
            }
            return Cli.DONE;
        }
    }
}
