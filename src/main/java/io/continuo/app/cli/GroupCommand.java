package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "group",
        description = "Consistency groups: machines that share recovery points.",
        mixinStandardHelpOptions = true)
final class GroupCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say which: group create, group list, group change, group mark, or group delete");
    }
}
