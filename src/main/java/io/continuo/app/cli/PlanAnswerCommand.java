package io.continuo.app.cli;

import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "answer",
        description = "Answers a manual step a run waits at.",
        mixinStandardHelpOptions = true)
final class PlanAnswerCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The run's id: continuo plan runs NAME.")
    private String run;

    @Parameters(index = "1", paramLabel = "STEP", description = "The number of the step.")
    private int step;

    @Option(names = "--fail", description = "What was asked for is not so; the step fails.")
    private boolean fail;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "What you saw; goes into the report.",
            defaultValue = "")
    private String note;

    PlanAnswerCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PlanRunView view = client.plans().answer(run, step, new PlanAnswerRequest(!fail, note));
            if (server.json) {
                terminal.json(view);
            } else {
                terminal.println("Step " + step + " is answered; the run goes on.");
            }
            return Cli.DONE;
        }
    }
}
