package io.continuo.server.plan.report;

import org.openpdf.text.Document;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** A report as PDF, on A4 across. */
final class PdfReport {
    private static final float MARGIN = 36;
    private static final float GAP = 10;
    private static final float PICTURE_WIDTH = 420;
    private static final float[] WIDTHS = {4, 6, 30, 12, 21, 21, 11, 11};

    private PdfReport() {}

    static byte[] write(ReportContent content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Document document =
                new Document(PageSize.A4.rotate(), MARGIN, MARGIN, MARGIN, MARGIN)) {
            PdfWriter.getInstance(document, out);
            document.addTitle(content.title());
            document.addCreator("Continuo");
            document.open();
            PdfFonts fonts = new PdfFonts();
            document.add(paragraph(fonts.title(content.title()), GAP));
            document.add(facts(content, fonts));
            document.add(steps(content, fonts));
            for (ReportContent.Note note : content.notes()) {
                note(note, document, fonts);
            }
        } catch (DocumentException | IOException e) {
            throw new IllegalStateException("the report cannot be written as PDF", e);
        }
        return out.toByteArray();
    }

    private static Paragraph paragraph(Phrase phrase, float after) {
        Paragraph paragraph = new Paragraph(phrase);
        paragraph.setSpacingAfter(after);
        return paragraph;
    }

    private static PdfPTable facts(ReportContent content, PdfFonts fonts) {
        PdfPTable table = new PdfPTable(new float[] {1, 5});
        table.setWidthPercentage(100);
        table.setSpacingAfter(GAP);
        for (ReportContent.Fact fact : content.facts()) {
            table.addCell(bare(fonts.strong(fact.name())));
            table.addCell(bare(fonts.text(fact.value())));
        }
        return table;
    }

    private static PdfPCell bare(Phrase phrase) {
        PdfPCell cell = new PdfPCell(phrase);
        cell.setBorder(PdfPCell.NO_BORDER);
        return cell;
    }

    private static PdfPTable steps(ReportContent content, PdfFonts fonts) {
        PdfPTable table = new PdfPTable(WIDTHS);
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        row(ReportContent.HEADINGS.stream().map(fonts::strong).toList(), table);
        for (List<String> step : content.steps()) {
            row(step.stream().map(fonts::text).toList(), table);
        }
        return table;
    }

    private static void row(List<Phrase> cells, PdfPTable table) {
        for (Phrase phrase : cells) {
            PdfPCell cell = new PdfPCell(phrase);
            cell.setBorder(PdfPCell.BOTTOM);
            cell.setVerticalAlignment(Element.ALIGN_TOP);
            table.addCell(cell);
        }
    }

    private static void note(ReportContent.Note note, Document document, PdfFonts fonts)
            throws IOException {
        Paragraph heading = new Paragraph(fonts.strong(note.heading()));
        heading.setSpacingBefore(GAP);
        document.add(heading);
        for (String line : note.lines()) {
            document.add(new Paragraph(fonts.text(line)));
        }
        for (String line : note.output()) {
            document.add(new Paragraph(fonts.code(line)));
        }
        if (note.picture().isPresent()) {
            Image image = Image.getInstance(note.picture().get());
            image.scaleToFit(PICTURE_WIDTH, PICTURE_WIDTH);
            document.add(image);
        }
    }
}
