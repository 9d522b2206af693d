package io.continuo.platform.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.BootGuest;
import io.continuo.Peers;
import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.KernelBoot;
import io.continuo.api.machine.Nic;
import io.continuo.platform.machines.MachineLook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Machines that really start, on the installed QEMU. */
class QemuHostTest {
    private static final String QEMU = "qemu-system-x86_64";
    private static final String RUN = "machine-1-test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir Path data;
    private final List<QemuHost> hosts = new ArrayList<>();
    private final List<Process> servers = new ArrayList<>();
    private Path disk;

    @BeforeEach
    void guest() throws IOException {
        Peers.require(QEMU, "qemu-nbd");
        disk = data.resolve("disk.raw");
        BootGuest.write(disk, "Hello from web-01\r\nweb> ");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (QemuHost host : hosts) {
            host.stop(RUN, Duration.ZERO, true);
            host.close();
        }
        for (Process server : servers) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_machine_is_started_once_seen_and_shut_down() throws Exception {
        QemuHost host = host();
        MachineStart start = start(serve("a.sock"));
        MachineRunView run = host.start(start);
        assertThat(run.state()).isEqualTo(MachineRunView.BOOTED);
        assertThat(run.bootEvidence()).isEqualTo(MachineRunView.SERIAL);
        assertThat(run.firstOutputAt())
                .hasValueSatisfying(at ->
                        assertThat(at).isBetween(run.startedAt(), run.bootedAt().orElseThrow()));
        assertThat(run.problem()).isEmpty();
        assertThat(host.start(start)).isEqualTo(run);

        MachineLook look = host.look(RUN);
        assertThat(look.serialTail()).contains("Hello from web-01\n");
        assertThat(look.screenshot().orElseThrow()).startsWith(PNG);
        assertThat(picture().blank()).isFalse();

        assertThat(host.stop(RUN, PATIENCE, false)).isEqualTo(Outcome.MachineStopped.GRACEFUL);
        assertThat(runs()).doesNotExist();
        assertThat(host.stop(RUN, PATIENCE, false)).isEqualTo(Outcome.MachineStopped.ALREADY_OFF);
        assertThat(refused(() -> host.look(RUN)).code()).isEqualTo(ErrorCode.RUN_UNKNOWN);
    }

    @Test
    void what_does_not_shut_down_runs_on_unless_its_power_may_be_taken() throws Exception {
        BootGuest.writeDeaf(disk, "deaf> ");
        QemuHost host = host();
        host.start(start(serve("a.sock")));
        Problem problem = refused(() -> host.stop(RUN, Duration.ofMillis(500), false));
        assertThat(problem.code()).isEqualTo(ErrorCode.MACHINE_STOP_FAILED);
        assertThat(host.look(RUN).run().runs()).isTrue();
        assertThat(host.stop(RUN, Duration.ZERO, true)).isEqualTo(Outcome.MachineStopped.FORCED);
        assertThat(runs()).doesNotExist();
    }

    @Test
    void it_survives_who_started_it_and_who_serves_its_disks() throws Exception {
        QemuHost first = host();
        MachineRunView run = first.start(start(serve("a.sock")));
        first.close();
        servers.getFirst().destroyForcibly().waitFor();

        QemuHost second = host();
        assertThat(second.look(RUN).run()).isEqualTo(run);
        String elsewhere = serve("b.sock");
        second.repoint(RUN, List.of(elsewhere));
        assertThat(guestReads()).contains("512/512");
        assertThat(refused(() -> second.repoint(RUN, List.of())).code())
                .isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(
                        refused(() -> second.repoint(RUN, List.of(elsewhere.replace("web", "x"))))
                                .code())
                .isEqualTo(ErrorCode.BAD_REQUEST);

        ProcessMark process = new RunDirectory(runs()).working().orElseThrow();
        new ProcessMark(process.pid(), "another beginning").kill();
        assertThat(process.runs()).isTrue();
        process.kill();
        until(() -> second.look(RUN).run().state().equals(MachineRunView.ENDED));
        assertThat(second.look(RUN).run().problem()).isPresent();
        assertThat(second.look(RUN).screenshot()).isEmpty();
        assertThat(second.look(RUN).serialTail()).contains("Hello");
        assertThat(second.start(start(elsewhere)).startedAt()).isAfter(run.startedAt());
    }

    @Test
    void what_cannot_start_says_why_and_leaves_nothing() throws Exception {
        String uri = serve("a.sock");
        Hardware plain = Hardware.of(1, 32);
        refuses(host("/nowhere/qemu", List.of()), start(plain, uri), ErrorCode.PLATFORM_MISSING);
        refuses(
                host(QEMU, List.of()),
                start(new Hardware(1, 32, Firmware.UEFI, List.of(), Optional.empty()), uri),
                ErrorCode.FIRMWARE_MISSING);
        refuses(host(), start(kernel("/nowhere/vmlinuz", ""), uri), ErrorCode.KERNEL_MISSING);
        refuses(
                host(),
                start(kernel(disk.toString(), "/nowhere/initrd"), uri),
                ErrorCode.KERNEL_MISSING);
        // QEMU's own words are the cause.
        Nic nic = new Nic("nonsense", "lan", Optional.empty());
        MachineStart badNic =
                start(new Hardware(1, 32, Firmware.BIOS, List.of(nic), Optional.empty()), uri);
        assertThat(refuses(host(), badNic, ErrorCode.MACHINE_START_FAILED).cause())
                .contains("nonsense");
        MachineStart noServer = start(plain, uri.replace("a.sock", "none.sock"));
        assertThat(refuses(host(), noServer, ErrorCode.MACHINE_START_FAILED).cause())
                .contains("onnect");
        refuses(host(), start(plain, "file:///disk"), ErrorCode.BAD_REQUEST);
        MachineStart wayOut = new MachineStart("../x", "web-01", plain, List.of(uri), true, 0);
        refuses(host(), wayOut, ErrorCode.BAD_REQUEST);
    }

    @Test
    void a_disk_without_a_boot_sector_is_no_boot() throws Exception {
        try (var file = new java.io.RandomAccessFile(disk.toFile(), "rw")) {
            file.write(new byte[512]);
        }
        QemuHost host = host();
        MachineStart start =
                new MachineStart(
                        RUN,
                        "web-01",
                        new Hardware(
                                1,
                                32,
                                Firmware.BIOS,
                                List.of(new Nic("", "lan", Optional.of("10.1.2.3"))),
                                Optional.empty()),
                        List.of(serve("a.sock")),
                        true,
                        0);
        assertThat(host.start(start).state()).isEqualTo(MachineRunView.RUNNING);
        until(() -> host.look(RUN).run().problem().isPresent());
        MachineRunView run = host.look(RUN).run();
        assertThat(run.state()).isEqualTo(MachineRunView.RUNNING);
        assertThat(run.problem()).hasValueSatisfying(text -> assertThat(text).contains("nothing"));
    }

    private QemuHost host() throws IOException {
        return host(QEMU, List.of());
    }

    private QemuHost host(String program, List<QemuSettings.Uefi> firmware) throws IOException {
        QemuHost host =
                QemuHost.open(
                        new QemuSettings(program, data.resolve("machines"), firmware),
                        Clock.systemUTC());
        hosts.add(host);
        return host;
    }

    private static Hardware kernel(String kernel, String initrd) {
        return new Hardware(
                1,
                32,
                Firmware.BIOS,
                List.of(),
                Optional.of(new KernelBoot(kernel, initrd, "quiet")));
    }

    private static MachineStart start(String... uris) {
        return start(Hardware.of(1, 32), uris);
    }

    private static MachineStart start(Hardware hardware, String... uris) {
        return new MachineStart(RUN, "web-01", hardware, List.of(uris), true, PATIENCE.toSeconds());
    }

    /** Serves the disk by another program; its URI. */
    private String serve(String name) throws IOException {
        Path socket = data.resolve(name);
        servers.add(
                new ProcessBuilder(
                                "qemu-nbd",
                                "--persistent",
                                "--shared=4",
                                "--format=raw",
                                "--export-name=web",
                                "--socket=" + socket,
                                disk.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
        until(() -> Files.exists(socket));
        return "nbd+unix:///web?socket=" + socket;
    }

    private Path runs() {
        return data.resolve("machines").resolve(RUN);
    }

    private Picture picture() throws IOException {
        try (Qmp monitor = monitor()) {
            return new Display(new RunDirectory(runs())).look(monitor);
        }
    }

    /** As the guest would, through QEMU's block layer. */
    private String guestReads() throws IOException {
        try (Qmp monitor = monitor()) {
            monitor.execute(
                    "human-monitor-command",
                    Map.of("command-line", "qemu-io disk0 \"read 0 512\""));
        }
        return Files.readString(runs().resolve(RunDirectory.PRINTED));
    }

    private Qmp monitor() throws IOException {
        RunDirectory directory = new RunDirectory(runs());
        return Qmp.connect(
                directory.socket(RunDirectory.MONITOR, directory.working().orElseThrow()));
    }

    private interface Act {
        void run() throws InterruptedException;
    }

    private static Problem refused(Act act) {
        return catchThrowableOfType(ContinuoException.class, act::run).problem();
    }

    private Problem refuses(QemuHost host, MachineStart start, ErrorCode code) {
        Problem problem = refused(() -> host.start(start));
        assertThat(problem.code()).as(problem.toString()).isEqualTo(code);
        assertThat(runs()).doesNotExist();
        return problem;
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }
}
