package io.continuo.app.cli;

import io.continuo.api.component.ComponentRole;
import io.continuo.app.Role;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "master-target",
        description =
                "Runs a master target: keeps replicas, their journals and recovery points; prints one JSON line when it is ready, and runs until stopped.",
        mixinStandardHelpOptions = true)
final class MasterTargetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private RoleOptions options;

    @Mixin private DataPortOptions port;

    MasterTargetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Role role =
                Role.start(
                        options.settings(
                                ComponentRole.MASTER_TARGET,
                                "recovery",
                                port.listen,
                                port.address,
                                null));
        terminal.jsonLine(role.ready());
        return Foreground.untilStopped(role);
    }
}
