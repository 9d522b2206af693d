package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.MachineView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "remove",
        description =
                "Takes a disk away from a protected machine: it is no longer captured, and points"
                        + " made from then on do not hold it. Older ones keep it.",
        mixinStandardHelpOptions = true)
final class DiskRemoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--disk",
            paramLabel = "FILE",
            required = true,
            description = "The disk, as it was protected.")
    private Path disk;

    DiskRemoveCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        String path = disk.toAbsolutePath().normalize().toString();
        try (var client = connection.open(server)) {
            DiskView found = find(client.machine(name), path);
            new JobFollower(client, terminal, server.json || !terminal.interactive())
                    .untilDone(client.removeDisk(name, found.index()));
            MachineView machine = client.machine(name);
            if (server.json) {
                terminal.json(machine);
            } else {
                terminal.println(
                        "Recovery points of "
                                + machine.name()
                                + " hold "
                                + path
                                + " no longer; older ones keep it.");
            }
            return Cli.DONE;
        }
    }

    private static DiskView find(MachineView machine, String path) {
        return machine.disks().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.DISK_UNKNOWN,
                                        path + " is no disk of " + machine.name() + ".",
                                        "Its disks are "
                                                + machine.disks().stream()
                                                        .map(DiskView::path)
                                                        .toList()
                                                + ".",
                                        "Choose one of these.",
                                        machine.name(),
                                        path)
                                .toException());
    }
}
