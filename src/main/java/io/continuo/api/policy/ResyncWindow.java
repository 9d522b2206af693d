package io.continuo.api.policy;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/**
 * When a resync that may load disks and line for long runs by itself, in the local time of the
 * protected machine; every day. Where both ends are equal it is always open.
 */
public record ResyncWindow(LocalTime from, LocalTime to) {
    /** Outside office hours (DOMAIN.md: resync and retry). */
    public static final ResyncWindow OFF_HOURS =
            new ResyncWindow(LocalTime.of(18, 30), LocalTime.of(6, 0));

    public static final ResyncWindow ALWAYS =
            new ResyncWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private static final String ALWAYS_TEXT = "always";

    /**
     * Reads {@code 18:30-06:00} or {@code always}.
     *
     * @throws IllegalArgumentException it is neither
     */
    public static ResyncWindow parse(String text) {
        if (text.equals(ALWAYS_TEXT)) {
            return ALWAYS;
        }
        String[] ends = text.split("-", -1);
        try {
            if (ends.length == 2) {
                return new ResyncWindow(
                        LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a window: " + text, e);
        }
        throw new IllegalArgumentException("not a window: " + text);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return from.equals(to) ? ALWAYS_TEXT : from + "-" + to;
    }

    public boolean contains(LocalTime time) {
        if (from.equals(to)) {
            return true;
        }
        boolean begun = !time.isBefore(from);
        boolean going = time.isBefore(to);
        return from.isBefore(to) ? begun && going : begun || going;
    }

    /** When it opens next, from a moment outside it. */
    public ZonedDateTime opensAfter(ZonedDateTime now) {
        ZonedDateTime today = now.with(from);
        return today.isAfter(now) ? today : today.plusDays(1);
    }
}
