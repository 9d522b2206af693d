package io.continuo.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** {@code 08:00-18:00}. */
final class HoursConverter implements ITypeConverter<HoursConverter.Hours> {
    record Hours(LocalTime from, LocalTime to) {}

    @Override
    public Hours convert(String text) {
        String[] ends = text.split("-");
        try {
            if (ends.length == 2) {
                return new Hours(
                        LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
            }
        } catch (DateTimeParseException e) {
            // Told below, with how it is written.
        }
        throw new TypeConversionException(
                "'" + text + "' are no hours; write for instance 08:00-18:00");
    }
}
