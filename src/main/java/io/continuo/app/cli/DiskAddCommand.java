package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.DiskRequest;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.MachineView;
import io.continuo.app.Terminal;
import io.continuo.client.ContinuoClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "add",
        description =
                "Adds a disk to a protected machine; prints where its user finds it. The others go on"
                        + " as they are; recovery points hold the disk once it is replicated.",
        mixinStandardHelpOptions = true)
final class DiskAddCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--disk",
            paramLabel = "FILE",
            required = true,
            description = "Raw image file or block device, captured as the machine's others are.")
    private Path disk;

    @Option(names = "--wait", description = "Return only when recovery points hold the disk.")
    private boolean wait;

    DiskAddCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() throws InterruptedException {
        String path = disk.toAbsolutePath().normalize().toString();
        try (var client = connection.open(server)) {
            JobView job = client.addDisk(name, new DiskRequest(path));
            if (wait) {
                new JobFollower(client, terminal, server.json || !terminal.interactive())
                        .untilDone(job);
            } else {
                untilServed(client, job, path);
            }
            MachineView machine = client.machine(name);
            if (server.json) {
                terminal.json(machine);
            } else {
                print(machine, path);
            }
            return Cli.DONE;
        }
    }

    private static Optional<DiskView> served(MachineView machine, String path) {
        return machine.disks().stream()
                .filter(one -> one.path().equals(path) && !one.nbdUri().isEmpty())
                .findFirst();
    }

    /** It may have to wait for the line, or for a resync: for as long as nobody interrupts. */
    private void untilServed(ContinuoClient client, JobView job, String path)
            throws InterruptedException {
        while (true) {
            JobView now = client.job(job.id());
            if (now.state().ended() && now.problem().isPresent()) {
                throw JobFollower.problemOf(now).toException();
            }
            if (now.state().ended() || served(client.machine(name), path).isPresent()) {
                return;
            }
            Thread.sleep(POLL);
        }
    }

    private void print(MachineView machine, String path) {
        terminal.println(
                wait
                        ? "Recovery points of " + machine.name() + " hold " + path + " now."
                        : path + " is being replicated; points hold it once it is there.");
        served(machine, path)
                .ifPresent(one -> {
                    terminal.println("  attach its user to  " + one.nbdUri());
                    if (!one.devicePath().isEmpty()) {
                        terminal.println("  or use the device   " + one.devicePath());
                    }
                });
    }
}
