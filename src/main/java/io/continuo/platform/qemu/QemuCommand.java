package io.continuo.platform.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.component.MachineStart;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.Nic;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * QEMU's command line for a machine. It works in the run's directory, and all paths there are
 * relative to it.
 */
final class QemuCommand {
    /** A server may be away for as long as it takes somebody to start it again. */
    private static final long RECONNECT_SECONDS = 7 * 24 * 3600;

    private static final String UEFI_VARIABLES = "uefi-variables.fd";

    private final MachineStart start;
    private final String accelerator;
    private final List<String> words = new ArrayList<>();

    private QemuCommand(MachineStart start, String accelerator) {
        this.start = start;
        this.accelerator = accelerator;
    }

    /**
     * @param uefi the firmware to use where the machine needs that
     */
    static List<String> of(
            String program,
            MachineStart start,
            String accelerator,
            Optional<QemuSettings.Uefi> uefi) {
        QemuCommand command = new QemuCommand(start, accelerator);
        command.words.add(program);
        command.machine();
        command.channels();
        uefi.ifPresent(command::firmware);
        command.disks();
        command.networks();
        command.kernel();
        return List.copyOf(command.words);
    }

    /** What UEFI remembers of this machine, in the run's directory. */
    static String variables() {
        return UEFI_VARIABLES;
    }

    private void say(String... more) {
        words.addAll(List.of(more));
    }

    private void machine() {
        Hardware hardware = start.hardware();
        say("-name", "guest=" + escaped(start.machine()));
        say("-machine", "pc", "-accel", accelerator);
        if (accelerator.equals(Accelerators.KVM)) {
            say("-cpu", "host");
        }
        say("-smp", Integer.toString(hardware.vcpus()));
        say("-m", hardware.memoryMib() + "M");
        say("-nodefaults", "-no-user-config", "-display", "none", "-vga", "std");
        say("-pidfile", RunDirectory.PID);
    }

    private void channels() {
        say("-qmp", "unix:" + RunDirectory.MONITOR + ",server=on,wait=off");
        say("-chardev", "file,id=serial0,append=on,path=" + RunDirectory.SERIAL);
        say("-serial", "chardev:serial0");
        say("-device", "virtio-serial-pci");
        say("-chardev", "socket,id=agent0,server=on,wait=off,path=" + RunDirectory.AGENT);
        say("-device", "virtserialport,chardev=agent0,name=org.qemu.guest_agent.0");
        say("-device", "virtio-rng-pci");
    }

    private void firmware(QemuSettings.Uefi uefi) {
        if (start.hardware().firmware() == Firmware.UEFI) {
            say("-drive", "if=pflash,format=raw,readonly=on,file=" + escaped(uefi.code()));
            say("-drive", "if=pflash,format=raw,file=" + UEFI_VARIABLES);
        }
    }

    private void disks() {
        List<String> uris = start.diskUris();
        for (int i = 0; i < uris.size(); i++) {
            Map<String, Object> node =
                    DiskAddress.parse(uris.get(i))
                            .node(node(i), RunDirectory.link(i), RECONNECT_SECONDS);
            say("-blockdev", json(node));
            say(
                    "-device",
                    "virtio-blk-pci,drive=" + node(i) + ",id=dev" + i + ",bootindex=" + (i + 1));
        }
    }

    /** QEMU's name of a disk's block node. */
    static String node(int disk) {
        return "disk" + disk;
    }

    private void networks() {
        List<Nic> nics = start.hardware().nics();
        for (int i = 0; i < nics.size(); i++) {
            say("-netdev", network(nics.get(i), i));
            // Without its own firmware it does not try to start from the network.
            say(
                    "-device",
                    "virtio-net-pci,romfile=,netdev=net" + i + ",mac=" + mac(nics.get(i), i));
        }
    }

    /** A bridge of the network's name if there is one; otherwise a network of its own. */
    private String network(Nic nic, int index) {
        if (!start.isolated()
                && Files.isDirectory(Path.of("/sys/class/net", nic.network(), "bridge"))) {
            return "bridge,id=net" + index + ",br=" + nic.network();
        }
        return "user,id=net"
                + index
                + (start.isolated() ? ",restrict=on" : "")
                + nic.address().flatMap(QemuCommand::leased).orElse("");
    }

    /** The network's own DHCP server then gives that address. */
    private static Optional<String> leased(String address) {
        String plain = address.replaceAll("/.*", "");
        if (!plain.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return Optional.empty();
        }
        String net = plain.substring(0, plain.lastIndexOf('.'));
        // QEMU's own host and name server are 2 and 3 unless told.
        boolean low = plain.matches(".*\\.[0-9]");
        String servers = low ? ",host=" + net + ".252,dns=" + net + ".253" : "";
        return Optional.of(",net=" + net + ".0/24,dhcpstart=" + plain + servers);
    }

    private String mac(Nic nic, int index) {
        if (!nic.mac().isEmpty()) {
            return nic.mac();
        }
        CRC32C hash = new CRC32C();
        hash.update((start.machine() + "/" + index).getBytes(StandardCharsets.UTF_8));
        long value = hash.getValue();
        return String.format(
                "52:54:00:%02x:%02x:%02x", value >> 16 & 0xff, value >> 8 & 0xff, value & 0xff);
    }

    private void kernel() {
        start.hardware()
                .kernel()
                .ifPresent(kernel -> {
                    say("-kernel", kernel.kernel());
                    if (!kernel.initrd().isEmpty()) {
                        say("-initrd", kernel.initrd());
                    }
                    if (!kernel.commandLine().isEmpty()) {
                        say("-append", kernel.commandLine());
                    }
                });
    }

    /** A comma ends a value, two of them are one. */
    private static String escaped(Object value) {
        return value.toString().replace(",", ",,");
    }

    private static String json(Map<String, Object> node) {
        try {
            return Json.mapper().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
