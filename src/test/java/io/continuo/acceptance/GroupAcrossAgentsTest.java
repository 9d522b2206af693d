package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Invariant 8 with members in different processes, under mutual TLS (consistency port). */
@Timeout(240)
class GroupAcrossAgentsTest {
    @TempDir Path directory;

    @Test
    void machines_of_two_agents_share_points_until_one_agent_dies() throws Exception {
        try (Site site = new Site(directory)) {
            site.start("master-target", "target");
            site.start("process-server", "process");
            for (String edge : new String[] {"edge-1", "edge-2"}) {
                site.start("agent", edge, "--consistency-listen", "127.0.0.1:0");
                Path disk = Disks.sparse(directory.resolve(edge + ".img"), 16L << 20);
                site.json(
                        "protect",
                        "box-" + edge,
                        "--disk",
                        disk.toString(),
                        "--agent",
                        edge,
                        "--wait",
                        "--json");
            }
            site.json("group", "create", "pair", "--machines", "box-edge-1,box-edge-2", "--json");
            Site.await(
                    "a shared point",
                    () -> Command.run(site.home(), "group", "mark", "pair").exit() == 0);
            JsonNode points = site.json("group", "mark", "pair", "--label", "both", "--json");
            assertThat(points.findValuesAsText("time"))
                    .hasSize(2)
                    .containsOnly(points.get(0).get("point").get("time").asText());
            assertThat(site.json("group", "list", "--json").get(0).get("sharedPoints").asInt())
                    .isGreaterThanOrEqualTo(2);
            site.role("edge-2").kill();
            Command refused = Command.run(site.home(), "group", "mark", "pair");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).startsWith("LINK_LOST: ").contains("box-edge-2");
        }
    }
}
