package io.continuo.console.fx;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The interface fonts. Continuo Sans is bundled because JavaFX cannot turn on tabular digits; for
 * Chinese the desktop's own font is used, which has them.
 */
public final class Fonts {
    private static final List<String> BUNDLED =
            List.of(
                    "ContinuoSans-Regular.otf",
                    "ContinuoSans-Medium.otf",
                    "ContinuoSans-SemiBold.otf");
    private static final List<String> CHINESE =
            List.of(
                    "Noto Sans CJK TC",
                    "Noto Sans TC",
                    "Source Han Sans TC",
                    "Microsoft JhengHei UI",
                    "PingFang TC");
    private static final List<String> MONO =
            List.of("DejaVu Sans Mono", "Cascadia Mono", "Consolas", "Menlo");

    private final Set<String> installed;

    /** Loads the bundled fonts. */
    public Fonts() {
        BUNDLED.forEach(Fonts::load);
        installed = Set.copyOf(Font.getFamilies());
    }

    /** CSS declarations of the three weights and of fixed pitch in a language. */
    Families families(Locale locale) {
        String mono = family(first(MONO, "Monospaced"), false);
        if (locale.getLanguage().equals("zh")) {
            String chinese = first(CHINESE, "System");
            return new Families(
                    chinese,
                    family(chinese, false),
                    family(chinese, false),
                    family(chinese, true),
                    mono);
        }
        return new Families(
                "Continuo Sans",
                family("Continuo Sans", false),
                family("Continuo Sans Medium", false),
                family("Continuo Sans Semi Bold", false),
                mono);
    }

    private String first(List<String> candidates, String otherwise) {
        return candidates.stream().filter(installed::contains).findFirst().orElse(otherwise);
    }

    private static String family(String name, boolean bold) {
        return "-fx-font-family: \""
                + name
                + "\"; -fx-font-weight: "
                + (bold ? "bold" : "normal")
                + ";";
    }

    private static void load(String file) {
        try (InputStream in = Fonts.class.getResourceAsStream("../fonts/" + file)) {
            if (Font.loadFont(in, 13) == null) {
                throw new IllegalStateException("Font " + file + " cannot be read.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CSS declarations by weight. */
    record Families(String name, String regular, String medium, String strong, String mono) {}
}
