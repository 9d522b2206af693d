package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Every role a program of its own: at whatever stage changes are held up, the API says they wait
 * there, and the stages together are the RPO.
 */
class SlowestHopTest {
    private static final long DISK_BYTES = 16L << 20;

    /** An RPO no machine that is well has. */
    private static final double LATE_SECONDS = 5;

    /**
     * A stage is as an agent saw it, the RPO as the server counts on: a report may be so old, and
     * its clocks are read one after the other.
     */
    private static final double TOLERANCE_SECONDS = 2.5;

    @TempDir Path directory;
    private Site site;
    private Process load;
    private String hops = "";

    @AfterEach
    void stop() throws Exception {
        if (load != null) {
            load.destroyForcibly().waitFor();
        }
        if (site != null) {
            site.close();
        }
    }

    @Test
    void the_stage_named_slowest_is_where_changes_wait() throws Exception {
        assumeTrue(Boolean.getBoolean("continuo.hops"), "asked for by -Dcontinuo.hops=true");
        Peers.require("fio");
        site = new Site(directory);
        site.start("master-target", "target");
        site.start("process-server", "process");
        site.start("agent", "edge");
        load = load(protect());
        site.awaitFlowing();

        site.role("process").freeze();
        awaitSlowest("CHANGE_LOG");
        site.role("process").thaw();
        site.awaitFlowing();

        site.role("target").kill();
        awaitSlowest("PROCESS_SERVER");
        site.again("target");
        site.awaitFlowing();
    }

    private String protect() throws IOException {
        Path disk = Disks.sparse(directory.resolve("disk.img"), DISK_BYTES);
        JsonNode machine =
                site.json(
                        "protect",
                        "box",
                        "--disk",
                        disk.toString(),
                        "--agent",
                        "edge",
                        "--wait",
                        "--json");
        return machine.get("disks").get(0).get("nbdUri").asText();
    }

    private void awaitSlowest(String kind) throws Exception {
        try {
            Site.await(kind + " to be the slowest", () -> slowest(kind, site.machine()));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it was " + hops, e);
        }
    }

    /** Late, because of that stage, and all stages together explain how late. */
    private boolean slowest(String kind, JsonNode machine) {
        double rpo = machine.get("rpoSeconds").asDouble();
        double sum = 0;
        double most = -1;
        String slowest = "";
        for (JsonNode hop : machine.get("hops")) {
            double seconds = hop.get("seconds").asDouble();
            sum += seconds;
            if (seconds > most) {
                most = seconds;
                slowest = hop.get("kind").asText();
            }
        }
        hops = String.format(Locale.ROOT, "RPO %.1f s, %s", rpo, machine.get("hops"));
        boolean found = rpo > LATE_SECONDS && most > rpo / 2 && slowest.equals(kind);
        if (found) {
            System.out.printf(Locale.ROOT, "%s: %s%n", kind, hops);
            assertThat(Math.abs(sum - rpo))
                    .as("the stages together, beside the RPO: " + hops)
                    .isLessThan(TOLERANCE_SECONDS);
        }
        return found;
    }

    private Process load(String uri) throws IOException {
        return new ProcessBuilder(
                        "fio",
                        "--name=load",
                        "--ioengine=nbd",
                        "--uri=" + uri,
                        "--rw=randwrite",
                        "--bs=4k",
                        "--iodepth=4",
                        "--rate_iops=100",
                        "--randrepeat=0",
                        "--refill_buffers",
                        "--thread",
                        "--time_based",
                        "--runtime=600")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
