package io.continuo.console.fx;

import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The console's one stylesheet, fitted to theme, language and text scale.
 *
 * <p>JavaFX has neither CSS variables for fonts nor a unit that does not compound, so the sheet is
 * written in plain pixels for 100 % and rewritten here: {@code @regular}, {@code @medium}, {@code
 * @strong} and {@code @mono} become font declarations, and every length marked {@code spx} (scaled
 * pixel) is multiplied by the text scale. Borders and gaps stay in {@code px}. {@code
 * @line(13,20);} pads text of 13 px to a line 20 high, whatever the font's own height; padding,
 * unlike a least height, keeps baselines true.
 */
public final class Stylesheet {
    private static final Pattern LINE = Pattern.compile("@line\\((\\d+),(\\d+)\\);");
    private static final Pattern SCALED = Pattern.compile("(\\d+(?:\\.\\d+)?)spx");

    private final Fonts fonts;
    private final String rules = read("continuo.css");
    private final String light = read("light.css");
    private final String dark = read("dark.css");

    public Stylesheet(Fonts fonts) {
        this.fonts = fonts;
    }

    /**
     * Dresses a scene; popups it opens inherit both sheets.
     *
     * @param scale 1 for 100 %
     */
    public void apply(Scene scene, boolean darkTheme, Locale locale, double scale) {
        scene.setUserAgentStylesheet(Theme.userAgentStylesheet(darkTheme));
        scene.getStylesheets().setAll(dataUri(css(darkTheme, locale, scale)));
    }

    String css(boolean darkTheme, Locale locale, double scale) {
        Fonts.Families families = fonts.families(locale);
        String text =
                ((darkTheme ? dark : light) + rules)
                        .replace("@regular;", families.regular())
                        .replace("@medium;", families.medium())
                        .replace("@strong;", families.strong())
                        .replace("@mono;", families.mono());
        String padded =
                LINE.matcher(text)
                        .replaceAll(match ->
                                padding(
                                        families.name(),
                                        Double.parseDouble(match.group(1)) * scale,
                                        Double.parseDouble(match.group(2)) * scale));
        return SCALED.matcher(padded)
                .replaceAll(match ->
                        String.format(
                                Locale.ROOT, "%.2fpx", Double.parseDouble(match.group(1)) * scale));
    }

    private static String padding(String family, double size, double line) {
        var text = new Text("Ag國");
        text.setFont(Font.font(family, size));
        text.setBoundsType(TextBoundsType.LOGICAL_VERTICAL_CENTER);
        double spare = Math.max(0, line - text.getLayoutBounds().getHeight());
        return String.format(
                Locale.ROOT,
                "-fx-padding: %d 0 %d 0;",
                Math.round(Math.floor(spare / 2)),
                Math.round(Math.ceil(spare / 2)));
    }

    private static String dataUri(String css) {
        byte[] bytes = css.getBytes(StandardCharsets.UTF_8);
        return "data:text/css;charset=utf-8;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    private static String read(String name) {
        try (InputStream in = Stylesheet.class.getResourceAsStream("../" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
