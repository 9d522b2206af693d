package io.continuo.server.plan.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown: to be read as it is, and to be pasted into a ticket. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String write(ReportContent content) {
        StringBuilder text = new StringBuilder("# ").append(plain(content.title())).append("\n\n");
        for (ReportContent.Fact fact : content.facts()) {
            text.append("- **").append(fact.name()).append(":** ");
            text.append(plain(fact.value())).append('\n');
        }
        text.append("\n## Steps\n\n").append(row(ReportContent.HEADINGS));
        text.append("|").append("---|".repeat(ReportContent.HEADINGS.size())).append('\n');
        content.steps().forEach(step -> text.append(row(step)));
        content.notes().forEach(note -> note(note, text));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(MarkdownReport::plain)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static void note(ReportContent.Note note, StringBuilder text) {
        text.append("\n## ").append(plain(note.heading())).append("\n\n");
        note.lines().forEach(line -> text.append(plain(line)).append("\n\n"));
        if (!note.output().isEmpty()) {
            // Indented, a script's words cannot end their own block.
            note.output().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        note.picture()
                .ifPresent(png ->
                        text.append("\n![The machine's screen](data:image/png;base64,")
                                .append(Base64.getEncoder().encodeToString(png))
                                .append(")\n"));
    }

    /** Text that means nothing to Markdown. */
    private static String plain(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }
}
