package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A drill's disk as a file system: NBD, nbdfuse, a loop device, ext4. */
final class MountedView implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path fuse;
    private final Path mounted;
    private Process attached;
    private String device = "";
    private boolean isMounted;

    private MountedView(Path directory) throws IOException {
        this.fuse = Files.createDirectories(directory.resolve("nbd"));
        this.mounted = Files.createDirectories(directory.resolve("view"));
    }

    /** Replays the file system's own journal, checks it, mounts it. */
    static MountedView mount(String uri, Path directory) throws IOException, InterruptedException {
        MountedView view = new MountedView(directory);
        try {
            view.attach(uri);
            Disks.run("e2fsck", "-y", "-E", "journal_only", view.device);
            Disks.run("e2fsck", "-f", "-n", view.device);
            Disks.run("mount", view.device, view.mounted.toString());
            view.isMounted = true;
            return view;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            view.close();
            throw e;
        }
    }

    private void attach(String uri) throws IOException, InterruptedException {
        attached =
                new ProcessBuilder("nbdfuse", fuse.toString(), uri)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Path file = fuse.resolve("nbd");
        Instant deadline = Instant.now().plus(LIMIT);
        while (!Files.exists(file)) {
            assertThat(attached.isAlive()).as("nbdfuse serves " + uri).isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        device = Disks.run("losetup", "--find", "--show", file.toString()).strip();
    }

    Path path() {
        return mounted;
    }

    @Override
    public void close() throws IOException {
        try {
            if (isMounted) {
                Disks.unmount(mounted);
            }
            if (!device.isEmpty()) {
                Disks.run("losetup", "--detach", device);
            }
            if (attached != null && attached.isAlive()) {
                Disks.run("umount", "--lazy", fuse.toString());
                assertThat(attached.waitFor(LIMIT)).isTrue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
