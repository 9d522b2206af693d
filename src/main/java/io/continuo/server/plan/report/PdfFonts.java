package io.continuo.server.plan.report;

import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

import java.io.IOException;

/**
 * The fonts every PDF reader has: Helvetica and Courier, and for Chinese the one readers put in
 * place of it, so that nothing has to be embedded.
 */
final class PdfFonts {
    private static final float SIZE = 9;
    private static final float TITLE_SIZE = 16;

    private final FontSelector text = new FontSelector();
    private final FontSelector strong = new FontSelector();
    private final FontSelector title = new FontSelector();
    private final FontSelector code = new FontSelector();

    PdfFonts() throws IOException {
        try {
            BaseFont chinese =
                    BaseFont.createFont("MSung-Light", "UniCNS-UCS2-H", BaseFont.NOT_EMBEDDED);
            both(text, new Font(Font.HELVETICA, SIZE), new Font(chinese, SIZE));
            both(strong, new Font(Font.HELVETICA, SIZE, Font.BOLD), new Font(chinese, SIZE));
            both(
                    title,
                    new Font(Font.HELVETICA, TITLE_SIZE, Font.BOLD),
                    new Font(chinese, TITLE_SIZE));
            both(code, new Font(Font.COURIER, SIZE), new Font(chinese, SIZE));
        } catch (DocumentException e) {
            throw new IOException(e);
        }
    }

    private static void both(FontSelector selector, Font latin, Font chinese) {
        selector.addFont(latin);
        selector.addFont(chinese);
    }

    Phrase text(String words) {
        return text.process(words);
    }

    Phrase strong(String words) {
        return strong.process(words);
    }

    Phrase title(String words) {
        return title.process(words);
    }

    Phrase code(String words) {
        return code.process(words);
    }
}
