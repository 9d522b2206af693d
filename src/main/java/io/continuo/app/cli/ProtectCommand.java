package io.continuo.app.cli;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.Scenario;
import io.continuo.app.Terminal;
import io.continuo.client.ContinuoClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "protect",
        description =
                "Enables protection of a machine; prints where each disk's user now finds it.",
        mixinStandardHelpOptions = true)
final class ProtectCommand implements Callable<Integer> {
    private static final Duration CAPTURE_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine's name.")
    private String name;

    @Option(
            names = "--disk",
            paramLabel = "FILE",
            description =
                    "Raw image file or block device; repeat for more disks. With --qmp: a device or"
                            + " block node of QEMU's; all that its guest may write if left out.")
    private List<String> disks = List.of();

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "Name of a replication policy.",
            defaultValue = "")
    private String policy;

    @Option(
            names = "--capture",
            paramLabel = "nbd|fuse|qemu",
            description =
                    "How the disks' user reaches them: over NBD, or as block devices as well"
                            + " (FUSE; the agent must run as root). With qemu nothing changes for"
                            + " a running QEMU: what changed is read from it once in an interval,"
                            + " the policy's time between crash-consistent points. Default: nbd.",
            defaultValue = "nbd")
    private CaptureKind capture;

    @Option(
            names = "--qmp",
            paramLabel = "SOCKET",
            description =
                    "With --capture qemu: a monitor socket of the running QEMU that nobody else"
                            + " uses (-qmp unix:SOCKET,server=on,wait=off).")
    private Path qmp;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "The agent that captures; default: the one that sees the disks.",
            defaultValue = "")
    private String agent;

    @Option(
            names = "--seed",
            paramLabel = "IMAGE",
            description =
                    "Raw image at the master target that the replica of a disk begins as a copy of;"
                            + " one for each disk, in the same order. Only what differs is sent;"
                            + " the image itself stays as it is.")
    private List<String> seeds = List.of();

    @Mixin private HardwareOptions hardware;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            description =
                    "What is protected to where. Default, and the only one that can be had today:"
                            + " KVM_TO_SITE.",
            defaultValue = "KVM_TO_SITE")
    private Scenario scenario;

    @Option(names = "--wait", description = "Return only when the first recovery point exists.")
    private boolean wait;

    ProtectCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var client = connection.open(server)) {
            List<String> paths = paths();
            JobView job = client.protect(request(paths));
            if (wait) {
                new JobFollower(client, terminal, server.json || !terminal.interactive())
                        .untilDone(job);
            } else {
                untilCaptured(client, job);
            }
            MachineView machine = client.machine(job.machineId());
            if (server.json) {
                terminal.json(machine);
            } else {
                print(machine);
            }
            return Cli.DONE;
        }
    }

    private ProtectRequest request(List<String> paths) {
        List<String> images = seeds.stream().map(seed -> absolute(Path.of(seed))).toList();
        return new ProtectRequest(name, paths, policy, capture, agent, images, given(), scenario);
    }

    private Optional<Hardware> given() {
        return hardware.any() ? Optional.of(hardware.over(Optional.empty())) : Optional.empty();
    }

    private List<String> paths() {
        if (capture == CaptureKind.QEMU) {
            if (qmp == null) {
                throw bad("A running QEMU is reached through its monitor.", "--qmp SOCKET");
            }
            String monitor = CaptureKind.QMP_SCHEME + absolute(qmp);
            return disks.isEmpty()
                    ? List.of(monitor)
                    : disks.stream().map(disk -> monitor + "#" + disk).toList();
        }
        if (qmp != null) {
            throw bad("A monitor is of use only for disks of a running QEMU.", "--capture qemu");
        }
        if (disks.isEmpty()) {
            throw bad("A machine has at least one disk.", "--disk FILE");
        }
        return disks.stream().map(disk -> absolute(Path.of(disk))).toList();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static ContinuoException bad(String cause, String option) {
        return Problem.of(
                        ErrorCode.BAD_REQUEST,
                        "Which disks to protect is not clear.",
                        cause,
                        "Add " + option + "; see: continuo protect --help")
                .toException();
    }

    private void untilCaptured(ContinuoClient client, JobView job) throws InterruptedException {
        Instant deadline = Instant.now().plus(CAPTURE_LIMIT);
        JobView now = job;
        while (Instant.now().isBefore(deadline)) {
            now = client.job(job.id());
            if (now.state().ended() && now.problem().isPresent()) {
                throw JobFollower.problemOf(now).toException();
            }
            if (captured(client, job)) {
                return;
            }
            Thread.sleep(POLL);
        }
    }

    private boolean captured(ContinuoClient client, JobView job) {
        return client.machines().stream()
                .filter(machine -> machine.id().equals(job.machineId()))
                .anyMatch(machine -> machine.disks().stream().allMatch(this::captured));
    }

    private boolean captured(DiskView disk) {
        return switch (capture) {
            case NBD -> !disk.nbdUri().isEmpty();
            case FUSE -> !disk.nbdUri().isEmpty() && !disk.devicePath().isEmpty();
            case QEMU -> disk.dataState() != DataState.NONE;
        };
    }

    private void print(MachineView machine) {
        terminal.println(
                machine.name() + " is protected; data " + Words.plain(machine.dataState()) + ".");
        for (DiskView disk : machine.disks()) {
            terminal.println(
                    "disk "
                            + disk.index()
                            + "  "
                            + disk.path()
                            + "  "
                            + Words.bytes(disk.sizeBytes()));
            if (!disk.nbdUri().isEmpty()) {
                terminal.println("  attach its user to  " + disk.nbdUri());
            }
            if (!disk.devicePath().isEmpty()) {
                terminal.println("  or use the device   " + disk.devicePath());
            }
        }
    }
}
