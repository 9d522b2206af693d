package io.continuo.platform.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.continuo.Peers;
import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.KernelBoot;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.FileExport;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A Debian kernel reaches user space with an ext4 root on a disk of ours. */
class KernelBootTest {
    private static final String RUN = "linux-test";
    private static final long WATCH_SECONDS = 300;
    private static final long ROOT_BYTES = 64 << 20;

    /** What a virtio disk needs, in the order of what needs what. */
    private static final List<String> MODULES =
            List.of(
                    "virtio_ring",
                    "virtio",
                    "virtio_pci_modern_dev",
                    "virtio_pci_legacy_dev",
                    "virtio_pci",
                    "virtio_blk");

    /** Where .ci/run unpacks Debian's packages; otherwise where they are installed. */
    private static final Path PACKAGES =
            Path.of(System.getenv().getOrDefault("CONTINUO_KERNEL", "/"));

    @TempDir Path directory;

    @Test
    void a_debian_kernel_reaches_user_space_from_a_disk_of_ours() throws Exception {
        Peers.require("qemu-system-x86_64", "mkfs.ext4");
        Path kernel = find("boot", name -> name.matches("vmlinuz-.*-cloud-amd64"));
        Path busybox = find("bin", name -> name.equals("busybox"));
        Path initrd = initrd(busybox);
        Path root = root();
        try (NbdServer nbd = new NbdServer(new ChunkPool(8), NbdLimits.DEFAULT);
                FileExport disk = FileExport.open("root", root, false);
                QemuHost host =
                        QemuHost.open(
                                new QemuSettings(
                                        "qemu-system-x86_64",
                                        directory.resolve("machines"),
                                        List.of()),
                                Clock.systemUTC())) {
            nbd.listen(directory.resolve("nbd.sock"));
            nbd.add(disk);
            Hardware hardware =
                    new Hardware(
                            1,
                            256,
                            Firmware.BIOS,
                            List.of(),
                            Optional.of(
                                    new KernelBoot(
                                            kernel.toString(),
                                            initrd.toString(),
                                            "console=ttyS0 quiet panic=-1")));
            try {
                MachineRunView run =
                        host.start(
                                new MachineStart(
                                        RUN,
                                        "linux",
                                        hardware,
                                        List.of(nbd.uri("root").toString()),
                                        true,
                                        WATCH_SECONDS));
                String serial = host.look(RUN).serialTail();
                assertThat(run.state()).as(serial).isEqualTo(MachineRunView.BOOTED);
                assertThat(serial).contains("user space: written by us");
                assertThat(run.firstOutputAt()).isPresent();
            } finally {
                host.stop(RUN, Duration.ZERO, true);
            }
        }
    }

    private Path root() throws IOException, InterruptedException {
        Path content = Files.createDirectory(directory.resolve("content"));
        Files.writeString(content.resolve("hello"), "written by us\n");
        Path image = directory.resolve("root.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(ROOT_BYTES);
        }
        Process process =
                new ProcessBuilder("mkfs.ext4", "-q", "-d", content.toString(), image.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
        return image;
    }

    private Path initrd(Path busybox) throws IOException {
        Path lib = PACKAGES.resolve("lib/modules");
        StringBuilder init =
                new StringBuilder("#!/bin/busybox sh\n/bin/busybox mount -t devtmpfs d /dev\n");
        Initrd initrd = new Initrd("bin", "dev", "root", "mod");
        initrd.program("bin/busybox", Files.readAllBytes(busybox));
        for (String module : MODULES) {
            initrd.program("mod/" + module + ".ko", Files.readAllBytes(module(lib, module)));
            init.append("/bin/busybox insmod /mod/").append(module).append(".ko\n");
        }
        init.append("/bin/busybox mount -o ro -t ext4 /dev/vda /root\n")
                .append("echo \"user space: $(/bin/busybox cat /root/hello)\"\n")
                .append("/bin/busybox printf 'guest# '\nexec /bin/busybox sleep 100000\n");
        initrd.program("init", init.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Files.write(directory.resolve("initrd"), initrd.bytes());
    }

    private static Path module(Path lib, String name) throws IOException {
        try (Stream<Path> files = Files.walk(lib)) {
            return files.filter(file -> file.endsWith(name + ".ko"))
                    .filter(file -> file.toString().contains("cloud-amd64"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path find(String folder, Predicate<String> wanted) throws IOException {
        Path there = PACKAGES.resolve(folder);
        Optional<Path> found = Optional.empty();
        if (Files.isDirectory(there)) {
            try (Stream<Path> files = Files.list(there)) {
                found =
                        files.filter(file -> wanted.test(file.getFileName().toString()))
                                .sorted()
                                .findFirst();
            }
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(found).as(folder + " has it (CI needs every peer)").isPresent();
        }
        assumeTrue(found.isPresent(), "no Debian cloud kernel with busybox in " + PACKAGES);
        return found.get();
    }
}
