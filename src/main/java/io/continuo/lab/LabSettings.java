package io.continuo.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a headless lab runs.
 *
 * @param directory holds the site's disks and ledgers; made if missing
 * @param duration of the load, from when every machine replicates
 * @param linkCut how long the line between the sites is cut in the middle of it
 * @param seed decides every byte and every pause
 */
public record LabSettings(Path directory, Duration duration, Duration linkCut, long seed) {
    public static final Duration DEFAULT_DURATION = Duration.ofSeconds(90);
    public static final Duration SHORTEST_DURATION = Duration.ofSeconds(20);
    private static final Duration LINK_CUT = Duration.ofSeconds(10);

    /**
     * The usual run, with a new seed; what is too short for it takes {@link #SHORTEST_DURATION}.
     */
    public static LabSettings of(Path directory, Duration duration) {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000_000);
        boolean tooShort = duration.compareTo(SHORTEST_DURATION) < 0;
        return new LabSettings(directory, tooShort ? SHORTEST_DURATION : duration, LINK_CUT, seed);
    }
}
