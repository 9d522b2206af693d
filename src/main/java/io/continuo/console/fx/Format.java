package io.continuo.console.fx;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Numbers and times as TOKENS.md asks: SI units with a space before them, relative time first and
 * absolute beside it.
 */
public final class Format {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    private final Messages messages;
    private final Locale locale;
    private final ZoneId zone;

    public Format(Messages messages, ZoneId zone) {
        this.messages = messages;
        this.locale = messages.locale();
        this.zone = zone;
    }

    /** A measured, running time: {@code 54 s}, {@code 24 min 06 s}, {@code 1 h 45 min}. */
    public Measure elapsed(Duration duration) {
        long s = Math.max(0, duration.toSeconds());
        if (s < MINUTE) {
            return one(s, "s");
        }
        if (s < HOUR) {
            return two(s / MINUTE, "min", s % MINUTE, "s");
        }
        return s < DAY
                ? two(s / HOUR, "h", s % HOUR / MINUTE, "min")
                : two(s / DAY, "d", s % DAY / HOUR, "h");
    }

    /** As {@link #elapsed}, with tenths below ten seconds: {@code 0.2 s}, {@code 4 ms}. */
    public Measure fine(Duration duration) {
        if (duration.toMillis() < 100) {
            return one(Math.max(0, duration.toMillis()), "ms");
        }
        if (duration.toMillis() < 10_000) {
            return Measure.of(decimal(duration.toMillis() / 1000.0, 1, 1), unit("s"));
        }
        return elapsed(duration);
    }

    /** An RPO: as {@link #elapsed}, with a tenth below one second so that it never reads 0 s. */
    public Measure rpo(double seconds) {
        return seconds < 1
                ? Measure.of(decimal(Math.max(0.1, seconds), 1, 1), unit("s"))
                : elapsed(Duration.ofMillis((long) (seconds * 1000)));
    }

    /** A time that somebody set, exactly: {@code 15 s}, {@code 1 min 30 s}, {@code 24 h}. */
    public Measure set(Duration duration) {
        long s = Math.max(0, duration.toSeconds());
        return s > MINUTE && s < HOUR && s % MINUTE != 0 ? elapsed(duration) : span(duration);
    }

    /** A time rounded to the minute, without parts that are zero: {@code 1 h 45 min}. */
    public Measure span(Duration duration) {
        long s = Math.max(0, duration.toSeconds());
        if (s < MINUTE) {
            return one(s, "s");
        }
        if (s < HOUR) {
            return one(s / MINUTE, "min");
        }
        if (s < 2 * DAY) {
            long minutes = s % HOUR / MINUTE;
            return minutes == 0 ? one(s / HOUR, "h") : two(s / HOUR, "h", minutes, "min");
        }
        long hours = s % DAY / HOUR;
        return hours == 0 ? one(s / DAY, "d") : two(s / DAY, "d", hours, "h");
    }

    /** Its largest unit only: {@code 7 h}, {@code 12 d}. */
    public Measure rough(Duration duration) {
        long s = Math.max(0, duration.toSeconds());
        if (s < MINUTE) {
            return one(s, "s");
        }
        if (s < HOUR) {
            return one(s / MINUTE, "min");
        }
        return s < 2 * DAY ? one(s / HOUR, "h") : one(s / DAY, "d");
    }

    /** {@code 2 s ago}, {@code in 3 min}. */
    public String relative(Instant time, Instant now) {
        return time.isAfter(now)
                ? messages.text("format.in", "span", rough(Duration.between(now, time)))
                : messages.text("format.ago", "span", rough(Duration.between(time, now)));
    }

    /** {@code 2 min ago, 03:10}. */
    public String relativeAndAbsolute(Instant time, Instant now) {
        return messages.text(
                "format.relativeAndAbsolute",
                "relative",
                relative(time, now),
                "absolute",
                when(time, now));
    }

    /** As short as today allows: {@code 03:12}, {@code Wed 21:05}, {@code 12 Mar, 03:12}. */
    public String when(Instant time, Instant now) {
        LocalDate day = at(time).toLocalDate();
        long days = Math.abs(day.toEpochDay() - at(now).toLocalDate().toEpochDay());
        if (days == 0) {
            return clock(time);
        }
        return pattern(days < 7 ? "format.pattern.thisWeek" : "format.pattern.dayAndTime", time);
    }

    /** {@code 03:12}. */
    public String clock(Instant time) {
        return pattern("format.pattern.clock", time);
    }

    /** {@code 02:48:34}. */
    public String clockWithSeconds(Instant time) {
        return pattern("format.pattern.clockWithSeconds", time);
    }

    /** {@code Thu 12 Mar, 03:12}. */
    public String dateAndTime(Instant time) {
        return pattern("format.pattern.dateAndTime", time);
    }

    /** {@code Thu 12 Mar, 02:48:34}; for tooltips, details and copies. */
    public String exactly(Instant time) {
        return pattern("format.pattern.exactly", time);
    }

    /** {@code 41.6 TB}; SI, thousand to the next unit. */
    public Measure bytes(long bytes) {
        return scaled(bytes, "");
    }

    /** {@code 22 MB/s}. */
    public Measure rate(double bytesPerSecond) {
        return scaled(Math.max(0, bytesPerSecond), "/s");
    }

    /** {@code 1,234}. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** {@code 99.2 %}. */
    public Measure percent(double share) {
        return Measure.of(decimal(share * 100, 0, 1), "%");
    }

    private Measure scaled(double value, String per) {
        int unit = 0;
        double scaled = value;
        while (scaled >= 999.5 && unit < BYTE_UNITS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        int digits = unit == 0 || scaled >= 99.95 ? 0 : 1;
        return Measure.of(decimal(scaled, 0, digits), BYTE_UNITS[unit] + per);
    }

    private String decimal(double value, int least, int most) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        return format.format(value);
    }

    private Measure one(long number, String unit) {
        return Measure.of(count(number), unit(unit));
    }

    private Measure two(long first, String firstUnit, long second, String secondUnit) {
        return new Measure(
                List.of(
                        new Measure.Part(
                                count(first), messages.text("format.unitBefore." + firstUnit)),
                        new Measure.Part("%02d".formatted(second), unit(secondUnit))));
    }

    private String unit(String unit) {
        return messages.text("format.unit." + unit);
    }

    private ZonedDateTime at(Instant time) {
        return time.atZone(zone);
    }

    private String pattern(String key, Instant time) {
        return DateTimeFormatter.ofPattern(messages.text(key), locale).format(at(time));
    }
}
