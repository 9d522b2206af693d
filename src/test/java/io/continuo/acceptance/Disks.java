package io.continuo.acceptance;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Disks, real programs and checksums for tests. */
final class Disks {
    private static final Duration LEAVING = Duration.ofSeconds(30);
    private static final int STEP = 1 << 20;

    private Disks() {}

    static Path sparse(Path file, long bytes) throws IOException {
        try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength(bytes);
        }
        return file;
    }

    static String hashOfFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(STEP);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hashOfExport(String uri) throws IOException {
        MessageDigest digest = sha256();
        try (NbdClient client = NbdClient.connect(NbdUri.parse(uri))) {
            for (long at = 0; at < client.size(); at += STEP) {
                digest.update(client.read(at, (int) Math.min(STEP, client.size() - at)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Runs a program to its end; what it printed is the message if it fails. */
    static String run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("continuo-peer", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        Files.delete(log);
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    String.join(" ", command)
                            + " ended with "
                            + process.exitValue()
                            + ": "
                            + output);
        }
        return output;
    }

    /**
     * Unmounts as soon as nobody is in it any more: a database that was stopped takes its file of
     * that away a moment before it ends.
     */
    static void unmount(Path mounted) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LEAVING);
        while (true) {
            try {
                run("umount", mounted.toString());
                return;
            } catch (AssertionError e) {
                if (!e.getMessage().contains("busy") || Instant.now().isAfter(deadline)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
