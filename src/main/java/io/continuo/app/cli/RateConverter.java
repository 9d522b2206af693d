package io.continuo.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes a second: {@code 500k}, {@code 1.5M}, {@code 1G}, {@code none}. Powers of 1000. */
final class RateConverter implements ITypeConverter<Long> {
    private static final Pattern RATE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmg]?)b?(?:/s)?");

    @Override
    public Long convert(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("none")) {
            return 0L;
        }
        Matcher matcher = RATE.matcher(lower);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no rate; write for instance 500k, 10M, 1G or none");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "k" -> 1_000L;
                    case "m" -> 1_000_000L;
                    case "g" -> 1_000_000_000L;
                    default -> 1L;
                };
        return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }
}
