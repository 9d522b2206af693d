package io.continuo.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the database said it has is there after a kill: a job that ended does not run again (ADR 7).
 */
class CommitSurvivesKillTest {
    private static final int KILLS = 25;
    private static final int WRITERS = 3;
    private static final int LONGEST_RUN_MILLIS = 900;

    @TempDir Path directory;

    /** The newest number each writer was told is committed. */
    private final Map<Integer, Long> committed = new HashMap<>();

    @Test
    void no_commit_is_lost_by_kills() throws Exception {
        long seed = Long.getLong("continuo.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dcontinuo.seed)");
        Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            writeUntilKilled(random.nextInt(LONGEST_RUN_MILLIS));
        }
        assertThat(committed).hasSize(WRITERS);
        writeUntilKilled(0);
    }

    private void writeUntilKilled(int millis) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                CommittingProcess.class.getName(),
                                directory.resolve("data").toString(),
                                Integer.toString(WRITERS))
                        .redirectError(directory.resolve("err").toFile())
                        .start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(numbers(out.readLine())).as("numbers found").isEqualTo(numbers());
            Thread killer =
                    Thread.startVirtualThread(() -> {
                        pause(millis);
                        process.toHandle().destroyForcibly();
                    });
            String line = out.readLine();
            while (line != null && line.endsWith(";")) {
                String[] parts = line.split("[ ;]");
                committed.merge(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Math::max);
                line = out.readLine();
            }
            killer.join();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** A commit whose word was cut off by the kill may be there: it only must not be fewer. */
    private List<Long> numbers(String line) {
        assertThat(line).as("first line").isNotNull();
        String[] found = line.split(" ");
        for (int writer = 0; writer < WRITERS; writer++) {
            long number = Long.parseLong(found[writer]);
            if (number > committed.getOrDefault(writer, 0L)) {
                committed.put(writer, number);
            }
        }
        return List.of(found).stream().map(Long::parseLong).toList();
    }

    private List<Long> numbers() {
        return java.util.stream.IntStream.range(0, WRITERS)
                .mapToObj(writer -> committed.getOrDefault(writer, 0L))
                .toList();
    }

    private static void pause(int millis) {
        try {
            // A kill has to come at an arbitrary moment; nothing is waited for here.
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
