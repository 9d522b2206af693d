package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "disk",
        description = "Disks of a protected machine: they may come and go, and grow by themselves.",
        mixinStandardHelpOptions = true)
final class DiskCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which: disk add, or disk remove");
    }
}
