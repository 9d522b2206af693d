package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "policy",
        description = "Makes, changes or deletes a replication policy; see policies for all.",
        mixinStandardHelpOptions = true)
final class PolicyCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which: policy set, or policy delete");
    }
}
