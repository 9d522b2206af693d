package io.continuo.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A protected machine of one block device, on it ext4, on it a running PostgreSQL. */
final class DatabaseMachine implements AutoCloseable {
    private static final long DISK_BYTES = 512L << 20;

    private final Path home;
    private final Path directory;
    private final String name;
    private final Postgres database;
    private boolean isMounted;

    private DatabaseMachine(Path home, Path directory, String name) throws Exception {
        this.home = home;
        this.directory = directory;
        this.name = name;
        this.database = new Postgres(mounted(), directory.resolve("socket"));
    }

    /**
     * @param directory of its own, which everybody may enter
     */
    static DatabaseMachine protect(Path home, Path directory, String name) throws Exception {
        DatabaseMachine machine = new DatabaseMachine(home, directory, name);
        try {
            machine.prepare();
            return machine;
        } catch (Exception | AssertionError e) {
            machine.close();
            throw e;
        }
    }

    private Path mounted() {
        return directory.resolve("mounted");
    }

    private void prepare() throws Exception {
        Path disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        JsonNode machine =
                Command.json(
                        home,
                        "protect",
                        name,
                        "--disk",
                        disk.toString(),
                        "--capture",
                        "fuse",
                        "--wait",
                        "--json");
        String device = machine.at("/disks/0/devicePath").asText();
        Files.createDirectories(mounted());
        Disks.run("mkfs.ext4", "-q", device);
        Disks.run("mount", device, mounted().toString());
        isMounted = true;
        database.init();
        database.start();
        database.sql("create extension amcheck");
    }

    Postgres database() {
        return database;
    }

    /** A drill at a point: its file system clean, its database recovered and checked. */
    Drill drill(String point) throws Exception {
        JsonNode drill = Command.json(home, "failover", "test", name, "--point", point, "--json");
        String uri = drill.at("/disks/0/nbdUri").asText();
        MountedView view = MountedView.mount(uri, directory.resolve("drill"));
        try {
            Postgres copy = new Postgres(view.path(), directory.resolve("drill-socket"));
            Drill open = new Drill(view, copy);
            copy.start();
            copy.check();
            return open;
        } catch (Exception | AssertionError e) {
            view.close();
            throw e;
        }
    }

    /** What was recovered. */
    final class Drill implements AutoCloseable {
        private final MountedView view;
        private final Postgres copy;

        private Drill(MountedView view, Postgres copy) {
            this.view = view;
            this.copy = copy;
        }

        String sql(String statement) throws Exception {
            return copy.sql(statement);
        }

        /** The newest number of a table that holds every number from 1. */
        long newest(String table) throws Exception {
            long count = Long.parseLong(sql("select count(*) from " + table));
            long newest = Long.parseLong(sql("select coalesce(max(number), 0) from " + table));
            if (count != newest) {
                throw new AssertionError(table + " holds " + count + " numbers up to " + newest);
            }
            return newest;
        }

        @Override
        public void close() throws IOException {
            copy.close();
            view.close();
            Command.json(home, "failover", "cleanup", name, "--json");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
            if (isMounted) {
                Disks.unmount(mounted());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
