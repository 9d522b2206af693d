package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.Peers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the lab's machines run is the program in boot.s, and it tells the newest record. */
class BootImageTest {
    private static final long SEED = 11;
    private static final long TIME = 1_488_369_600_123_456L;
    private static final MachinePlan PLAN =
            new MachinePlan(
                    "db-01",
                    List.of(
                            new DiskPlan(
                                    0, "data.raw", 4 << 20, 16 << 10, 200, 30, BootImage.BYTES),
                            new DiskPlan(1, "log.raw", 2 << 20, 4 << 10, 300, 0, BootImage.BYTES)),
                    3,
                    MachinePlan.Habit.TRANSACTIONS,
                    new Rhythm(1, 0, 1, 1, 0));
    private static final MachinePlan WEB =
            new MachinePlan(
                    "web-01",
                    List.of(new DiskPlan(0, "web.raw", 4 << 20, 8 << 10, 300, 30, BootImage.BYTES)),
                    2,
                    MachinePlan.Habit.SCATTERED,
                    new Rhythm(1, 0, 1, 1, 0));

    @TempDir private Path directory;

    @Test
    void the_committed_program_is_its_source_assembled() throws Exception {
        Peers.require("as", "ld");
        Path source = directory.resolve("boot.s");
        try (InputStream in = BootImage.class.getResourceAsStream("boot.s")) {
            Files.copy(in, source);
        }
        run("as", "--32", "boot.s", "-o", "boot.o");
        run(
                "ld",
                "-m",
                "elf_i386",
                "-Ttext",
                "0x7c00",
                "--oformat",
                "binary",
                "boot.o",
                "-o",
                "boot.bin");
        assertThat(BootImage.program())
                .isEqualTo(Files.readAllBytes(directory.resolve("boot.bin")));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void a_started_machine_shows_its_newest_record_wherever_it_is() throws Exception {
        Peers.require("qemu-system-x86_64");
        LabSite.prepare(directory, SEED, List.of(PLAN, WEB));
        assertThat(shown(PLAN)).isEqualTo(new ShownRecord("db-01", 0, 0));
        // The second writer's second commit, beyond a run that is empty but for its first slot.
        write(PLAN, 1, new Stamp(0, 1, TIME));
        write(PLAN, 1, new Stamp(100, 2, TIME + 1));
        Stamp commit = new Stamp(101, 70_000, TIME + 3_000_000);
        write(PLAN, 1, commit);
        assertThat(shown(PLAN).is("db-01", Optional.of(commit))).isTrue();
        Stamp last = new Stamp(299, 5, TIME);
        write(WEB, 0, new Stamp(7, 4, TIME + 9));
        write(WEB, 0, last);
        assertThat(shown(WEB).is("web-01", Optional.of(last))).isTrue();
    }

    private void write(MachinePlan machine, int disk, Stamp stamp) throws IOException {
        DiskPlan plan = machine.disks().get(disk);
        Path image = directory.resolve(plan.fileName());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(plan.offset(stamp.slot()));
            file.write(new RecordFormat(machine.name(), plan, SEED).bytes(stamp));
        }
    }

    private ShownRecord shown(MachinePlan machine) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "qemu-system-x86_64",
                                "-accel",
                                "tcg",
                                "-m",
                                "32",
                                "-nodefaults",
                                "-display",
                                "none",
                                "-vga",
                                "std",
                                "-serial",
                                "stdio"));
        for (DiskPlan disk : machine.disks()) {
            command.addAll(
                    List.of(
                            "-drive",
                            "format=raw,if=virtio,file=" + directory.resolve(disk.fileName())));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            InputStream in = process.getInputStream();
            for (int b = in.read(); b >= 0 && b != '>'; b = in.read()) {
                said.write(b);
            }
            String text = said.toString(StandardCharsets.US_ASCII);
            assertThat(text).contains("UTC").endsWith("lab");
            return ShownRecord.read(text).orElseThrow();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_site_made_before_machines_could_be_started_is_found_as_it_is() throws Exception {
        LabSite made = LabSite.prepare(directory, SEED, List.of(PLAN));
        assertThat(made.machines().getFirst().boots()).isTrue();
        assertThat(LabSite.prepare(directory, 0, List.of(PLAN)).machines().getFirst().boots())
                .isTrue();
        Files.writeString(directory.resolve("seed"), SEED + "\n");
        LabSite old = LabSite.prepare(directory, 0, List.of(PLAN));
        assertThat(old.machines().getFirst().boots()).isFalse();
        assertThat(old.seed()).isEqualTo(SEED);
    }
}
