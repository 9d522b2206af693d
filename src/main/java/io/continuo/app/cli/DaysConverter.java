package io.continuo.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code mon-fri}, {@code sat,sun}, {@code fri-mon}. */
final class DaysConverter implements ITypeConverter<DaysConverter.Days> {
    record Days(Set<DayOfWeek> days) {}

    @Override
    public Days convert(String text) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",")) {
            String[] ends = part.split("-");
            if (ends.length > 2) {
                throw noDays(text);
            }
            DayOfWeek last = day(ends[ends.length - 1], text);
            DayOfWeek day = day(ends[0], text);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return new Days(days);
    }

    static String say(Collection<DayOfWeek> days) {
        return days.stream()
                .sorted()
                .map(DaysConverter::shortName)
                .collect(Collectors.joining(","));
    }

    private static DayOfWeek day(String name, String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> shortName(day).equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> noDays(text));
    }

    private static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static TypeConversionException noDays(String text) {
        return new TypeConversionException(
                "'" + text + "' are no days; write for instance mon-fri or sat,sun");
    }
}
