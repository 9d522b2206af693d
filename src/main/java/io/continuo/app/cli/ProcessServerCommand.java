package io.continuo.app.cli;

import io.continuo.api.component.ComponentRole;
import io.continuo.app.Role;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "process-server",
        description =
                "Runs a process server: takes the changes of agents and forwards them to master targets; prints one JSON line when it is ready, and runs until stopped.",
        mixinStandardHelpOptions = true)
final class ProcessServerCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private RoleOptions options;

    @Mixin private DataPortOptions port;

    ProcessServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Role role =
                Role.start(
                        options.settings(
                                ComponentRole.PROCESS_SERVER,
                                "primary",
                                port.listen,
                                port.address,
                                null));
        terminal.jsonLine(role.ready());
        return Foreground.untilStopped(role);
    }
}
