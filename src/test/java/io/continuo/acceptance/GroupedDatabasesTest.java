package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.BlockDevicePeers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Invariant 8 with real databases: two PostgreSQL machines in one consistency group hand a token to
 * each other, commit by commit; no shared point breaks the chain.
 */
class GroupedDatabasesTest {
    private static final int POINTS = Integer.getInteger("continuo.points", 4);
    private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());

    @TempDir Path directory;

    /**
     * A shared point.
     *
     * @param first id at the first machine
     * @param second id at the second machine
     * @param passed number both had before it was asked for
     */
    private record Shared(String first, String second, long passed) {}

    @Test
    void no_shared_point_breaks_a_chain_of_commits_between_two_databases() throws Exception {
        BlockDevicePeers.require();
        Postgres.require();
        System.out.println(
                "seed " + SEED + " (-Dcontinuo.seed), " + POINTS + " points (-Dcontinuo.points)");
        try (DatabaseSite site = new DatabaseSite(directory)) {
            DatabaseMachine first = site.machine("first");
            DatabaseMachine second = site.machine("second");
            Command.json(
                    site.home(),
                    "group",
                    "create",
                    "chain",
                    "--machines",
                    "first,second",
                    "--json");
            TokenChain chain = site.add(TokenChain.start(first.database(), second.database()));
            Site.await(
                    "a shared point",
                    () -> Command.run(site.home(), "group", "mark", "chain").exit() == 0);
            for (Shared point : points(site, chain)) {
                check(first, second, point);
            }
            DatabaseSite.awaitMore(chain::passed, chain.passed());
        }
    }

    private static List<Shared> points(DatabaseSite site, TokenChain chain) throws Exception {
        List<Shared> points = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < POINTS; i++) {
            TimeUnit.MILLISECONDS.sleep(50 + random.nextInt(500));
            DatabaseSite.awaitMore(chain::passed, chain.passed());
            long passed = chain.passed();
            JsonNode marked = Command.json(site.home(), "group", "mark", "chain", "--json");
            points.add(new Shared(id(marked, "first"), id(marked, "second"), passed));
        }
        return points;
    }

    private static String id(JsonNode marked, String machine) {
        for (JsonNode one : marked) {
            if (one.get("machine").asText().equals(machine)) {
                return one.get("point").get("id").asText();
            }
        }
        throw new AssertionError("no point of " + machine + " in " + marked);
    }

    private static void check(DatabaseMachine first, DatabaseMachine second, Shared point)
            throws Exception {
        try (DatabaseMachine.Drill one = first.drill(point.first());
                DatabaseMachine.Drill other = second.drill(point.second())) {
            long ahead = one.newest("token");
            long behind = other.newest("token");
            assertThat(behind).isGreaterThanOrEqualTo(point.passed());
            assertThat(ahead)
                    .as("level with the second, or one ahead")
                    .isBetween(behind, behind + 1);
        }
    }
}
