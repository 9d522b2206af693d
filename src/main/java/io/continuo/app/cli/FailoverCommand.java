package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "failover",
        description = "Runs drills and failovers.",
        mixinStandardHelpOptions = true)
final class FailoverCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say which: failover test, cleanup, preview, planned, unplanned, point, commit or"
                        + " cancel, and the machine's NAME");
    }
}
