package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "plan",
        description = "Recovery plans: who starts, in which order, and what happens in between.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say which: plan " + String.join(", plan ", spec.subcommands().keySet()));
    }
}
