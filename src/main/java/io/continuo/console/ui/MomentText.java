package io.continuo.console.ui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** What a person typed as a moment of a history, in their own time zone. */
public sealed interface MomentText {
    /** Nothing was typed. */
    record Empty() implements MomentText {}

    /** It is no time. */
    record Unread() implements MomentText {}

    /** A time before or after what is held. */
    record Outside(Instant time, boolean before) implements MomentText {}

    /** A time that may be had. */
    record Held(Instant time) implements MomentText {}

    /**
     * Reads {@code 2026-03-12 02:48:34}, or only a time of the day, which is the latest such time
     * that is not after what is held. Seconds may be left out.
     *
     * @param oldest and {@code newest}: the ends of what is held
     */
    static MomentText read(String typed, Instant oldest, Instant newest, ZoneId zone) {
        String text = typed.strip().replace('T', ' ').replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return new Empty();
        }
        try {
            Instant time =
                    text.contains(" ")
                            ? LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant()
                            : ofDay(LocalTime.parse(text), newest, zone);
            boolean before = time.isBefore(oldest);
            return before || time.isAfter(newest) ? new Outside(time, before) : new Held(time);
        } catch (DateTimeException noTime) {
            return new Unread();
        }
    }

    private static Instant ofDay(LocalTime time, Instant newest, ZoneId zone) {
        var last = newest.atZone(zone);
        var sameDay = last.with(time);
        return (sameDay.isAfter(last) ? sameDay.minusDays(1) : sameDay).toInstant();
    }
}
