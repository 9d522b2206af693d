package io.continuo.replication.qemu;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.platform.qemu.Qmp;
import io.continuo.platform.qemu.QmpException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Works that take more than one command of QEMU's monitor. */
final class QemuSession implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Qmp qmp;
    private final QemuNames names;

    QemuSession(Qmp qmp, QemuNames names) {
        this.qmp = qmp;
        this.names = names;
    }

    JsonNode execute(String command, Map<String, ?> arguments) throws IOException {
        return qmp.execute(command, arguments);
    }

    BlockGraph graph() throws IOException {
        return BlockGraph.of(qmp);
    }

    boolean ended() {
        return qmp.ended();
    }

    /** Makes an empty overlay of a node, in a new file. */
    void overlay(int disk, String node, long size, Path file) throws IOException {
        create(Map.of("driver", "file", "filename", file.toString(), "size", 0));
        execute(
                "blockdev-add",
                Map.of(
                        "driver",
                        "file",
                        "node-name",
                        names.file(disk),
                        "filename",
                        file.toString()));
        create(Map.of("driver", "qcow2", "file", names.file(disk), "size", size));
        execute(
                "blockdev-add",
                Map.of(
                        "driver",
                        "qcow2",
                        "node-name",
                        names.overlay(disk),
                        "file",
                        names.file(disk),
                        "backing",
                        node));
    }

    private void create(Map<String, ?> options) throws IOException {
        String id = names.create();
        execute("blockdev-create", Map.of("job-id", id, "options", options));
        await("a scratch image", () -> state(id).path("status").asText().equals("concluded"));
        JsonNode ended = state(id);
        execute("job-dismiss", Map.of("id", id));
        if (ended.has("error")) {
            throw new IOException(
                    "QEMU cannot make a scratch image of "
                            + options
                            + ": "
                            + ended.path("error").asText());
        }
    }

    private JsonNode state(String id) throws IOException {
        for (JsonNode job : execute("query-jobs", Map.of())) {
            if (job.path("id").asText().equals(id)) {
                return job;
            }
        }
        throw new IOException("QEMU lost the job " + id);
    }

    /** Starts QEMU's one NBD server, unless somebody else uses it. */
    void serve(Path socket) throws IOException {
        Map<String, ?> address = Map.of("type", "unix", "data", Map.of("path", socket.toString()));
        try {
            execute("nbd-server-start", Map.of("addr", address));
        } catch (QmpException e) {
            if (!execute("query-block-exports", Map.of()).isEmpty()) {
                throw new IOException(
                        "QEMU's NBD server, of which there is one, serves somebody else: "
                                + e.getMessage(),
                        e);
            }
            // Left behind by an agent that died: it serves nothing, so nobody will miss it.
            stopServing();
            execute("nbd-server-start", Map.of("addr", address));
        }
    }

    void stopServing() throws IOException {
        try {
            execute("nbd-server-stop", Map.of());
        } catch (QmpException e) {
            // It was not running.
        }
    }

    /** Takes away all an interval needs, whatever there is of it. */
    void cleanUp() throws IOException {
        for (JsonNode export : execute("query-block-exports", Map.of())) {
            String id = export.path("id").asText();
            if (names.ours(id)) {
                execute("block-export-del", Map.of("id", id, "mode", "hard"));
            }
        }
        await("its exports to end", () -> none("query-block-exports", names::ours));
        for (JsonNode job : execute("query-jobs", Map.of())) {
            if (names.ours(job.path("id").asText())) {
                end(job);
            }
        }
        await("its jobs to end", () -> none("query-jobs", names::ours));
        removeNodes();
    }

    private void end(JsonNode job) throws IOException {
        String id = job.path("id").asText();
        try {
            execute(
                    job.path("status").asText().equals("concluded") ? "job-dismiss" : "job-cancel",
                    Map.of("id", id));
        } catch (QmpException e) {
            // It ended by itself between being listed and now; if not, waiting will tell.
        }
    }

    private void removeNodes() throws IOException {
        BlockGraph graph = graph();
        for (String node : graph.named(names::ours)) {
            if (!node.startsWith(names.prefix() + "-file")) {
                execute("blockdev-del", Map.of("node-name", node));
            }
        }
        for (String node : graph().named(names::ours)) {
            execute("blockdev-del", Map.of("node-name", node));
        }
    }

    private boolean none(String query, Predicate<String> id) throws IOException {
        for (JsonNode one : execute(query, Map.of())) {
            if (id.test(one.path("id").asText())) {
                return false;
            }
        }
        return true;
    }

    /** Does all or nothing, with no request of the guest in between. */
    void transaction(List<Map<String, ?>> actions) throws IOException {
        execute("transaction", Map.of("actions", actions));
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw new IOException("QEMU takes too long for " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        qmp.close();
    }
}
