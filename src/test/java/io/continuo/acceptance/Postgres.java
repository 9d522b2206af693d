package io.continuo.acceptance;

import io.continuo.Peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL on a file system of its own, run as the user {@code postgres}. */
final class Postgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Path cluster;
    private final Path socket;

    /**
     * @param mounted where its file system is
     * @param socket a directory for its socket; made
     */
    Postgres(Path mounted, Path socket) throws IOException, InterruptedException {
        this.cluster = mounted.resolve("cluster");
        this.socket = Files.createDirectories(socket);
        Disks.run("chown", USER, socket.toString());
    }

    static void require() {
        Peers.require("runuser", "psql", "pgbench", "mkfs.ext4", "e2fsck", "mount", "nbdfuse");
    }

    /** Makes an empty cluster with checksums on every page. */
    void init() throws IOException, InterruptedException {
        Files.createDirectories(cluster);
        Disks.run("chown", USER, cluster.toString());
        run("initdb", "--pgdata=" + cluster, "--auth=trust", "--data-checksums");
    }

    /** Starts it, recovering first if it was not stopped. */
    void start() throws IOException, InterruptedException {
        // On a copy of a running machine's disk this names the running one.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        String options =
                "-c listen_addresses='' -c shared_buffers=32MB -c max_wal_size=96MB"
                        + " -c checkpoint_timeout=30s -c unix_socket_directories="
                        + socket;
        run("pg_ctl", "--pgdata=" + cluster, "--options=" + options, "--wait", "start");
    }

    /** What a statement prints. */
    String sql(String statement) throws IOException, InterruptedException {
        return Disks.run(psql("--command=" + statement).toArray(String[]::new)).strip();
    }

    List<String> psql(String... arguments) throws IOException {
        return client(
                "psql", List.of("-qAtX", "--set=ON_ERROR_STOP=1", "--dbname=" + USER), arguments);
    }

    List<String> pgbench(String... arguments) throws IOException {
        return client("pgbench", List.of(), arguments);
    }

    /** Checks every table and index against each other. */
    void check() throws IOException, InterruptedException {
        List<String> command =
                client("pg_amcheck", List.of(), "--heapallindexed", "--parent-check", USER);
        Disks.run(command.toArray(String[]::new));
    }

    private List<String> client(String program, List<String> first, String... arguments)
            throws IOException {
        List<String> command = asUser(program);
        command.add("--host=" + socket);
        command.addAll(first);
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = asUser(program);
        command.addAll(List.of(arguments));
        Disks.run(command.toArray(String[]::new));
    }

    private static List<String> asUser(String program) throws IOException {
        try (var versions = Files.list(VERSIONS)) {
            Path version = versions.sorted().reduce((older, newer) -> newer).orElseThrow();
            return new ArrayList<>(
                    List.of(
                            "runuser",
                            "--user=" + USER,
                            "--",
                            version.resolve("bin").resolve(program).toString()));
        }
    }

    /** Stops it at once, if it runs. */
    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(cluster.resolve("postmaster.pid"))) {
                run("pg_ctl", "--pgdata=" + cluster, "--mode=fast", "--wait", "stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
