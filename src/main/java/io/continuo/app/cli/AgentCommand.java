package io.continuo.app.cli;

import io.continuo.api.component.ComponentRole;
import io.continuo.app.Role;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.concurrent.Callable;

@Command(
        name = "agent",
        description =
                "Runs the mobility service of a protected machine; prints one JSON line when it is ready, and runs until stopped.",
        mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private RoleOptions options;

    @Option(
            names = "--nbd-port",
            paramLabel = "N",
            description = "Serve disks on this loopback TCP port too, beside the unix socket.")
    private Integer nbdPort;

    @Option(
            names = "--consistency-listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where it answers other agents, for consistency groups with machines of several; usually 0.0.0.0:20004.")
    private String consistencyListen;

    AgentCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        options.consistencyPort = consistencyListen;
        Role role =
                Role.start(options.settings(ComponentRole.AGENT, "primary", null, null, nbdPort));
        terminal.jsonLine(role.ready());
        return Foreground.untilStopped(role);
    }
}
