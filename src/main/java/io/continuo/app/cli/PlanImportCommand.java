package io.continuo.app.cli;

import io.continuo.api.plan.PlanCheck;
import io.continuo.api.plan.PlanMistake;
import io.continuo.api.plan.PlanText;
import io.continuo.api.plan.PlanView;
import io.continuo.app.Terminal;
import io.continuo.client.PlanClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "import",
        description = "Adds the plan a file describes, or a version to the one of its name.",
        mixinStandardHelpOptions = true)
final class PlanImportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "FILE", description = "The plan, in YAML: docs/recovery-plans.md.")
    private Path file;

    @Option(names = "--dry-run", description = "Only says what is wrong, or what would change.")
    private boolean dryRun;

    PlanImportCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        PlanText text = PlanFile.read(file);
        try (var client = connection.open(server)) {
            PlanClient plans = client.plans();
            PlanCheck check = plans.check(text);
            if (!check.mistakes().isEmpty()) {
                return mistaken(check);
            }
            return dryRun ? told(check) : saved(plans.save(text));
        }
    }

    private int mistaken(PlanCheck check) {
        if (server.json) {
            terminal.json(check);
        } else {
            for (PlanMistake mistake : check.mistakes()) {
                terminal.remark(file + ": " + mistake.sentence());
            }
            terminal.remark("Nothing was changed.");
        }
        return Cli.FAILED;
    }

    private int told(PlanCheck check) {
        if (server.json) {
            terminal.json(check);
        } else {
            terminal.println(
                    check.difference()
                            .map(PlanWords::difference)
                            .orElse("The text is right; it would be a new plan."));
        }
        return Cli.DONE;
    }

    private int saved(PlanView plan) {
        if (server.json) {
            terminal.json(plan);
        } else {
            terminal.println(
                    "The plan "
                            + plan.name()
                            + " is version "
                            + plan.newest().version()
                            + ", "
                            + Words.plain(plan.state())
                            + ".");
        }
        return Cli.DONE;
    }
}
