package io.continuo.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a started machine of the lab says of itself on its serial line.
 *
 * @param sequence number of the newest record it found; 0 where there is none but those it began
 *     with
 * @param time of that record, microseconds since 1970
 */
record ShownRecord(String machine, long sequence, long time) {
    private static final Pattern SHOWN =
            Pattern.compile(
                    "machine +(\\S+)\\s.*newest +(\\d+) +(\\d+)\\.(\\d{6})\\s", Pattern.DOTALL);

    static Optional<ShownRecord> read(String serial) {
        Matcher matcher = SHOWN.matcher(serial);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long time = Long.parseLong(matcher.group(3) + matcher.group(4));
        return Optional.of(
                new ShownRecord(matcher.group(1), Long.parseLong(matcher.group(2)), time));
    }

    /** Whether it is that of this machine whose newest record has this stamp. */
    boolean is(String name, Optional<Stamp> newest) {
        return machine.equals(name)
                && sequence == newest.map(Stamp::sequence).orElse(0L)
                && time == newest.map(Stamp::time).orElse(0L);
    }
}
