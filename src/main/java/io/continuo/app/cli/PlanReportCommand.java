package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.plan.PlanReport;
import io.continuo.api.plan.ReportFormat;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;

@Command(
        name = "report",
        description = "Writes the report of a run: every step, and who answered what.",
        mixinStandardHelpOptions = true)
final class PlanReportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "RUN", description = "The run's id: continuo plan runs NAME.")
    private String run;

    @Option(
            names = "--format",
            paramLabel = "html|md|pdf",
            required = true,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private ReportFormat format;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "Where to write it; what is there is replaced.")
    private Path file;

    PlanReportCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PlanReport report = client.plans().report(run, format);
            write(Base64.getDecoder().decode(report.contentBase64()));
            if (server.json) {
                terminal.json(report);
            } else {
                terminal.println("The report of the run " + run + " is in " + file + ".");
            }
            return Cli.DONE;
        }
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The report cannot be written to " + file + ".",
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "Give a file in a directory this user may write to.",
                            file.toString())
                    .toException(e);
        }
    }
}
