package io.continuo.console.fx;

import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every word the console shows, in one language. The first segment of a key names its bundle:
 * {@code overview.title} is in {@code messages/overview.properties}. Each sentence is one message
 * with named parameters; none is glued from pieces.
 */
public final class Messages {
    /** The languages there are, the first being the fallback. */
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("zh-TW"));

    private static final String FOLDER = "io.continuo.console.messages.";
    private static final ResourceBundle.Control ROOT_IS_ENGLISH =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final Map<String, ResourceBundle> bundles = new ConcurrentHashMap<>();
    private final Map<String, MessageTemplate> templates = new ConcurrentHashMap<>();

    public Messages(Locale locale) {
        this.locale = supported(locale);
    }

    /** The nearest language there is: zh in any form becomes zh-TW, everything else English. */
    public static Locale supported(Locale wanted) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    public Locale locale() {
        return locale;
    }

    /**
     * @param key bundle, dot, name
     * @param namesAndValues name, value, name, value …; numbers are written in the language's way,
     *     everything else by {@code toString}
     * @throws java.util.MissingResourceException if there is no such message
     */
    public String text(String key, Object... namesAndValues) {
        return rich(key, namesAndValues).replace("\uE000", "").replace("\uE001", "");
    }

    /** As {@link #text}, with emphasis still marked; for {@code Sentence}. */
    public String rich(String key, Object... namesAndValues) {
        return template(key).fill(pairs(namesAndValues), this::print);
    }

    /** Whether there is such a message; for words of codes that a newer server may send. */
    public boolean has(String key) {
        int dot = key.indexOf('.');
        return dot > 0 && bundle(key.substring(0, dot)).containsKey(key);
    }

    private MessageTemplate template(String key) {
        return templates.computeIfAbsent(
                key,
                k -> MessageTemplate.parse(bundle(k.substring(0, k.indexOf('.'))).getString(k)));
    }

    private ResourceBundle bundle(String name) {
        return bundles.computeIfAbsent(
                name, n -> ResourceBundle.getBundle(FOLDER + n, locale, ROOT_IS_ENGLISH));
    }

    private String print(Object value) {
        return switch (value) {
            case Integer n -> NumberFormat.getIntegerInstance(locale).format(n);
            case Long n -> NumberFormat.getIntegerInstance(locale).format(n);
            case Number n -> decimal(n.doubleValue());
            default -> value.toString();
        };
    }

    private String decimal(double value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }

    private static Map<String, Object> pairs(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values come in pairs");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }
}
