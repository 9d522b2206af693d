package io.continuo.app.cli;

import io.continuo.app.Orchestrator;
import io.continuo.app.OrchestratorSettings;
import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;

@Command(
        name = "server",
        description =
                "Runs a configuration server, with all roles or some; prints one JSON line when it is ready, and runs until stopped.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFiles files;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Directory of everything the server keeps; made if missing.")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8443",
            description = "Port of the API; 0 takes any free one. Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address the API listens on; default ${DEFAULT-VALUE}.")
    private String bindAddress;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "Continuo",
            description = "What people see this deployment called.")
    private String name;

    @Option(
            names = "--nbd-port",
            paramLabel = "N",
            description = "Serve disks on this loopback TCP port too, beside the unix socket.")
    private Integer nbdPort;

    @Option(
            names = "--lab",
            description = "Accept injected faults: for the sample site and for training.")
    private boolean lab;

    @Option(
            names = "--roles",
            paramLabel = "R",
            split = ",",
            defaultValue = "config,process,target,agent",
            converter = RoleWords.class,
            description = "What runs in this process: config, process, target, agent; default all.")
    private List<RoleWords.Word> roles;

    @Option(
            names = "--data-port",
            paramLabel = "HOST:PORT",
            description =
                    "Let roles in other processes send to those in this one, for instance 0.0.0.0:9443.")
    private String dataPort;

    @Option(
            names = "--data-address",
            paramLabel = "HOST:PORT",
            description =
                    "How others reach the data port; default: where it listens, by this computer's name.")
    private String dataAddress;

    @Option(
            names = "--certificate-life",
            paramLabel = "TIME",
            converter = DurationWords.class,
            defaultValue = "2160h",
            description =
                    "Life of components' certificates, renewed by themselves at two thirds; default ${DEFAULT-VALUE}.")
    private Duration certificateLife;

    ServerCommand(Terminal terminal, UserFiles files) {
        this.terminal = terminal;
        this.files = files;
    }

    @Override
    public Integer call() throws InterruptedException {
        OptionalInt disksOnTcp = nbdPort == null ? OptionalInt.empty() : OptionalInt.of(nbdPort);
        Path directory = data.toAbsolutePath().normalize();
        Orchestrator orchestrator =
                Orchestrator.start(
                        OrchestratorSettings.allRoles(
                                        directory, port, bindAddress, name, lab, disksOnTcp)
                                .withRoles(RoleWords.components(roles))
                                .withDataPort(
                                        Optional.ofNullable(dataPort),
                                        Optional.ofNullable(dataAddress))
                                .withCertificateLife(certificateLife));
        files.rememberServer(orchestrator.ready());
        terminal.jsonLine(orchestrator.ready());
        return Foreground.untilStopped(orchestrator);
    }
}
