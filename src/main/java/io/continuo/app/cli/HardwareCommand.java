package io.continuo.app.cli;

import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Nic;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "hardware",
        description =
                "Shows or sets what a machine is started with at the other place; from its next start on.",
        mixinStandardHelpOptions = true)
final class HardwareCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Mixin private HardwareOptions hardware;

    @Option(
            names = "--remove",
            description = "Forgets it: drills serve the machine's disks and start nothing.")
    private boolean remove;

    HardwareCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            MachineView machine = client.machine(name);
            if (remove) {
                client.removeHardware(name);
                machine = client.machine(name);
            } else if (hardware.any()) {
                machine = client.setHardware(name, hardware.over(machine.hardware()));
            }
            if (server.json) {
                terminal.json(machine);
            } else {
                print(machine);
            }
            return Cli.DONE;
        }
    }

    private void print(MachineView machine) {
        if (machine.hardware().isEmpty()) {
            terminal.println(
                    machine.name()
                            + " has no hardware: its disks can be served, but it cannot be"
                            + " started.");
            return;
        }
        Hardware there = machine.hardware().get();
        terminal.println("processors  " + there.vcpus());
        terminal.println("memory      " + there.memoryMib() + " MiB");
        terminal.println("firmware    " + there.firmware().name().toLowerCase(Locale.ROOT));
        for (Nic nic : there.nics()) {
            terminal.println(
                    "network     "
                            + nic.network()
                            + (nic.mac().isEmpty() ? "" : "  " + nic.mac())
                            + nic.address().map(address -> "  " + address).orElse(""));
        }
        there.kernel()
                .ifPresent(kernel -> {
                    terminal.println("kernel      " + kernel.kernel());
                    if (!kernel.initrd().isEmpty()) {
                        terminal.println("initrd      " + kernel.initrd());
                    }
                    if (!kernel.commandLine().isEmpty()) {
                        terminal.println("append      " + kernel.commandLine());
                    }
                });
    }
}
