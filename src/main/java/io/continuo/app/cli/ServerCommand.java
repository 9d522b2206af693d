package io.continuo.app.cli;

import io.continuo.app.Orchestrator;
import io.continuo.app.OrchestratorSettings;
import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

@Command(
        name = "server",
        description =
                "Runs a configuration server with all roles; prints one JSON line when it is ready, and runs until stopped.",
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

    ServerCommand(Terminal terminal, UserFiles files) {
        this.terminal = terminal;
        this.files = files;
    }

    @Override
    public Integer call() throws InterruptedException {
        OptionalInt disksOnTcp = nbdPort == null ? OptionalInt.empty() : OptionalInt.of(nbdPort);
        Path directory = data.toAbsolutePath().normalize();
        CountDownLatch stop = new CountDownLatch(1);
        try (Orchestrator orchestrator =
                Orchestrator.start(
                        new OrchestratorSettings(
                                directory, port, bindAddress, name, lab, disksOnTcp))) {
            Thread stopping = new Thread(() -> endGracefully(orchestrator, stop), "stop");
            Runtime.getRuntime().addShutdownHook(stopping);
            files.rememberServer(orchestrator.ready());
            terminal.jsonLine(orchestrator.ready());
            stop.await();
        }
        return Cli.DONE;
    }

    /** On SIGTERM and SIGINT the JVM waits for this: captures are flushed and closed in order. */
    private static void endGracefully(Orchestrator orchestrator, CountDownLatch stop) {
        orchestrator.close();
        stop.countDown();
    }
}
