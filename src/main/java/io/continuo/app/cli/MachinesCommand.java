package io.continuo.app.cli;

import io.continuo.api.machine.MachineView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "machines",
        description = "Lists the protected machines.",
        mixinStandardHelpOptions = true)
final class MachinesCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    MachinesCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<MachineView> machines = client.machines();
            if (server.json) {
                terminal.json(machines);
            } else if (machines.isEmpty()) {
                terminal.println(
                        "No machine is protected yet. Protect one with: continuo protect NAME --disk FILE");
            } else {
                terminal.println(table(machines).toString());
            }
            return Cli.DONE;
        }
    }

    private static Table table(List<MachineView> machines) {
        Table table =
                new Table("MACHINE", "HEALTH", "DATA", "ROLE", "RPO", "CHURN", "POINTS", "DISKS");
        for (MachineView machine : machines) {
            table.row(
                    machine.name(),
                    Words.plain(machine.health()),
                    Words.plain(machine.dataState()),
                    Words.plain(machine.roleState()),
                    machine.rpoSeconds().map(Words::seconds).orElse("none yet"),
                    Words.rate(machine.churnBytesPerSecond()),
                    Integer.toString(machine.pointCount()),
                    Integer.toString(machine.disks().size()));
        }
        return table;
    }
}
