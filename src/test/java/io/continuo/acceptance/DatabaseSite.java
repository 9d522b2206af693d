package io.continuo.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A server with database machines, in a directory the databases' user may enter. */
final class DatabaseSite implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final Path home;
    private final Started started = new Started();

    DatabaseSite(Path directory) throws IOException {
        this.directory = directory;
        open(directory);
        home = Files.createDirectories(directory.resolve("home"));
        Path data = directory.resolve("data");
        ServerProcess server = ServerProcess.start(data, home);
        started.add(() -> {
            server.close();
            LeftDevices.tidy(data);
        });
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path home() {
        return home;
    }

    DatabaseMachine machine(String name) throws Exception {
        Path own = Files.createDirectories(directory.resolve(name));
        open(own);
        return started.add(DatabaseMachine.protect(home, own, name));
    }

    /** Stopped with the site, before what was there before it. */
    <T extends AutoCloseable> T add(T part) {
        return started.add(part);
    }

    /** Until a count of something that goes on is over what it was. */
    static void awaitMore(LongSupplier count, long than) throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (count.getAsLong() <= than) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("nothing was committed in " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        started.close();
    }
}
