package io.continuo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.continuo.platform.qemu.Qmp;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts the servers that are compared, each on an image of its own. */
final class Contenders {
    static final List<String> PEERS =
            List.of("nbdkit", "qemu-nbd", "mirror-blocking", "mirror-background");

    private final Programs programs;
    private final Path directory;
    private final long size;

    Contenders(Programs programs, Path directory, long size) {
        this.programs = programs;
        this.directory = directory;
        this.size = size;
    }

    Contender start(String name) throws IOException {
        Path image = image(name);
        Path socket = directory.resolve(name + ".sock");
        return switch (name) {
            case "plain" -> {
                plain(socket, image);
                yield new Contender(name, "nbd+unix:///disk?socket=" + socket, image);
            }
            case "protected" -> new Contender(name, protect(image, "nbd"), image);
            case "fuse" -> new Contender(name, device(image), image);
            case "fuse-protected" -> new Contender(name, protect(image, "fuse"), image);
            case "nbdfuse" -> new Contender(name, nbdfuse(image), image);
            case "nbdkit" -> {
                String[] command = {"nbdkit", "-f", "-U", socket.toString(), "file", "" + image};
                programs.serve(socket, command);
                yield new Contender(name, unix(socket), image);
            }
            case "qemu-nbd" -> {
                programs.serve(
                        socket,
                        "qemu-nbd",
                        "--persistent",
                        "--shared=8",
                        "--cache=writeback",
                        "--format=raw",
                        "--socket=" + socket,
                        image.toString());
                yield new Contender(name, unix(socket), image);
            }
            case "mirror-blocking" -> mirror(name, socket, image, "write-blocking");
            case "mirror-background" -> mirror(name, socket, image, "background");
            default -> throw new IllegalArgumentException("no such contender: " + name);
        };
    }

    private static String unix(Path socket) {
        return "nbd+unix:///?socket=" + socket;
    }

    private Path image(String name) throws IOException {
        Path image = directory.resolve(name + ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        return image;
    }

    /** The NBD server in front of a file and nothing more: capture without changes travelling. */
    private void plain(Path socket, Path image) throws IOException {
        List<String> command = plainJava();
        command.addAll(List.of(PlainServer.class.getName(), socket.toString(), image.toString()));
        programs.serveAndRead(command.toArray(String[]::new));
    }

    private static List<String> plainJava() {
        List<String> command =
                Programs.java(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"));
        String flags = System.getProperty("bench.java", "");
        if (!flags.isBlank()) {
            command.addAll(1, List.of(flags.split(" ")));
        }
        return command;
    }

    /** The whole of Continuo as people run it: replication, encryption and history on. */
    private String protect(Path image, String capture) throws IOException {
        ObjectMapper json = new ObjectMapper();
        String jar = Path.of("target", "continuo.jar").toAbsolutePath().toString();
        Path data = directory.resolve("protected." + capture);
        List<String> server = Programs.java("-jar", jar, "server", "--data", data.toString());
        server.addAll(List.of("--port", "0"));
        JsonNode ready = json.readTree(programs.serveAndRead(server.toArray(String[]::new)));
        List<String> protect = new ArrayList<>(Programs.java("-jar", jar, "protect", "bench"));
        protect.addAll(List.of("--disk", image.toString(), "--capture", capture));
        protect.addAll(List.of("--wait", "--json"));
        protect.addAll(List.of("--server", ready.path("url").asText()));
        protect.addAll(List.of("--token-file", ready.path("tokenFile").asText()));
        JsonNode machine = json.readTree(Programs.run(protect.toArray(String[]::new)));
        String where = capture.equals("fuse") ? "devicePath" : "nbdUri";
        return machine.path("disks").path(0).path(where).asText();
    }

    /** Our FUSE file and a loop device on it, without changes travelling. */
    private String device(Path image) throws IOException {
        List<String> command = plainJava();
        Path data = Files.createDirectories(directory.resolve("fuse.data"));
        command.addAll(List.of(PlainFuse.class.getName(), data.toString(), image.toString()));
        return programs.serveAndRead(command.toArray(String[]::new));
    }

    /** The same in C: libfuse, libnbd, a socket, nbdkit, and a loop device on top. */
    private String nbdfuse(Path image) throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("nbdfuse"));
        Path file = mounted.resolve("nbd");
        String[] serve = {"[", "nbdkit", "--exit-with-parent", "file", image.toString(), "]"};
        List<String> command = new ArrayList<>(List.of("nbdfuse", mounted.toString()));
        command.addAll(List.of(serve));
        programs.start(command.toArray(String[]::new));
        Programs.await("nbdfuse serves", () -> Files.exists(file));
        programs.atEnd("umount", "--lazy", mounted.toString());
        String[] losetup = {"losetup", "--direct-io=on", "--find", "--show", file.toString()};
        String device = Programs.run(losetup).strip();
        programs.atEnd("losetup", "--detach", device);
        return device;
    }

    /** QEMU copying every write to a second file: the one continuous replication to be had here. */
    private Contender mirror(String name, Path socket, Path image, String mode) throws IOException {
        Path qmp = directory.resolve(name + ".qmp");
        Path target = image(name + "-target");
        programs.serve(
                qmp,
                "qemu-storage-daemon",
                "--blockdev",
                "driver=file,node-name=source,discard=unmap,filename=" + image,
                "--blockdev",
                "driver=file,node-name=target,discard=unmap,filename=" + target,
                "--nbd-server",
                "addr.type=unix,addr.path=" + socket,
                "--export",
                "type=nbd,id=export,node-name=source,name=disk,writable=on",
                "--chardev",
                "socket,id=qmp,server=on,wait=off,path=" + qmp,
                "--monitor",
                "chardev=qmp");
        Programs.await(name + " serves", () -> Files.exists(socket));
        try (Qmp control = Qmp.connect(qmp)) {
            control.execute(
                    "blockdev-mirror",
                    Map.of(
                            "job-id",
                            "mirror",
                            "device",
                            "source",
                            "target",
                            "target",
                            "sync",
                            "full",
                            "copy-mode",
                            mode));
            Programs.await(name + " mirrors", () -> mirrored(control));
        }
        return new Contender(name, "nbd+unix:///disk?socket=" + socket, image);
    }

    private static boolean mirrored(Qmp control) {
        try {
            return control.execute("query-block-jobs", Map.of()).path(0).path("ready").asBoolean();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
