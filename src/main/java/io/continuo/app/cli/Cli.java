package io.continuo.app.cli;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.FailoverKind;
import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;
import io.continuo.client.ContinuoClient;

import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The command line: exit code 0 done, 1 refused or failed, 2 usage. */
public final class Cli {
    static final int DONE = 0;
    static final int FAILED = 1;

    private final Terminal terminal;
    private final UserFiles files;

    public Cli(Terminal terminal, UserFiles files) {
        this.terminal = terminal;
        this.files = files;
    }

    public int run(String... args) {
        ClientConnection connection = new ClientConnection(files);
        ConsoleLauncher console = new ConsoleLauncher(terminal, files, System.getenv());
        CommandLine line = new CommandLine(new RootCommand(console, connection));
        line.addSubcommand(new ConsoleCommand(console, connection));
        line.addSubcommand(new ServerCommand(terminal, files));
        line.addSubcommand(new AgentCommand(terminal));
        line.addSubcommand(new ProcessServerCommand(terminal));
        line.addSubcommand(new MasterTargetCommand(terminal));
        line.addSubcommand(new LabCommand(terminal, console));
        line.addSubcommand(new MachinesCommand(terminal, connection));
        line.addSubcommand(new ProtectCommand(terminal, connection));
        line.addSubcommand(new PointsCommand(terminal, connection));
        line.addSubcommand(new MarkCommand(terminal, connection));
        line.addSubcommand(new ScriptsCommand(terminal, connection));
        line.addSubcommand(
                new CommandLine(new FailoverCommand())
                        .addSubcommand(new TestCommand(terminal, connection))
                        .addSubcommand(new CleanUpCommand(terminal, connection))
                        .addSubcommand(new PreviewCommand(terminal, connection))
                        .addSubcommand(
                                "planned",
                                new LiveFailoverCommand(terminal, connection, FailoverKind.PLANNED))
                        .addSubcommand(
                                "unplanned",
                                new LiveFailoverCommand(
                                        terminal, connection, FailoverKind.UNPLANNED))
                        .addSubcommand(new FailoverPointCommand(terminal, connection))
                        .addSubcommand(
                                "commit",
                                new FailoverStepCommand(
                                        terminal,
                                        connection,
                                        ContinuoClient::commitFailover,
                                        "The failover of %s is committed; protect it again with:"
                                                + " continuo reprotect %<s"))
                        .addSubcommand(
                                "cancel",
                                new FailoverStepCommand(
                                        terminal,
                                        connection,
                                        ContinuoClient::cancelFailover,
                                        "The failover of %s is cancelled; it goes on where it"
                                                + " was.")));
        line.addSubcommand(
                "failback", new LiveFailoverCommand(terminal, connection, FailoverKind.PLANNED));
        line.addSubcommand(new ReprotectCommand(terminal, connection));
        line.addSubcommand(
                new CommandLine(new GroupCommand())
                        .addSubcommand("create", new GroupSaveCommand(terminal, connection, true))
                        .addSubcommand(new GroupListCommand(terminal, connection))
                        .addSubcommand("change", new GroupSaveCommand(terminal, connection, false))
                        .addSubcommand(new GroupMarkCommand(terminal, connection))
                        .addSubcommand(new GroupDeleteCommand(terminal, connection)));
        line.addSubcommand(
                new CommandLine(new PlanCommand())
                        .addSubcommand(new PlanListCommand(terminal, connection))
                        .addSubcommand(new PlanShowCommand(terminal, connection))
                        .addSubcommand(new PlanImportCommand(terminal, connection))
                        .addSubcommand(new PlanExportCommand(terminal, connection))
                        .addSubcommand(new PlanDiffCommand(terminal, connection))
                        .addSubcommand(new PlanDeleteCommand(terminal, connection))
                        .addSubcommand(new PlanRunCommand(terminal, connection))
                        .addSubcommand(new PlanRunsCommand(terminal, connection))
                        .addSubcommand(new PlanReportCommand(terminal, connection))
                        .addSubcommand(new PlanAnswerCommand(terminal, connection)));
        line.addSubcommand(
                new CommandLine(new DiskCommand())
                        .addSubcommand(new DiskAddCommand(terminal, connection))
                        .addSubcommand(new DiskRemoveCommand(terminal, connection)));
        line.addSubcommand(new ExportCommand(terminal, connection));
        line.addSubcommand(new ResyncCommand(terminal, connection));
        line.addSubcommand(new UnprotectCommand(terminal, connection));
        line.addSubcommand(new HardwareCommand(terminal, connection));
        line.addSubcommand(new MoveCommand(terminal, connection));
        line.addSubcommand(new JobsCommand(terminal, connection));
        line.addSubcommand(new EventsCommand(terminal, connection, Clock.systemDefaultZone()));
        line.addSubcommand(new PoliciesCommand(terminal, connection));
        line.addSubcommand(
                new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicySetCommand(terminal, connection))
                        .addSubcommand(new PolicyDeleteCommand(terminal, connection)));
        line.addSubcommand(new PassphraseCommand(terminal, connection));
        line.addSubcommand(new ComponentsCommand(terminal, connection));
        line.addSubcommand(new RevokeCommand(terminal, connection));
        line.addSubcommand(new ThrottleCommand(terminal, connection));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        return line.execute(args);
    }

    private int failed(Exception failure) {
        if (failure instanceof ContinuoException known) {
            terminal.problem(known.problem());
        } else {
            LoggerFactory.getLogger(Cli.class).warn("command failed", failure);
            terminal.problem(
                    Problem.of(
                            ErrorCode.INTERNAL,
                            "Something failed that should not have.",
                            failure.toString(),
                            "Report it with this text and what you did."));
        }
        return FAILED;
    }
}
