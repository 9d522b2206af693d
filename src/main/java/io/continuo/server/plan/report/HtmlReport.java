package io.continuo.server.plan.report;

import java.util.Base64;
import java.util.List;

/** A report as one HTML file: nothing is fetched, so it can be kept and sent. */
final class HtmlReport {
    private static final String STYLE =
            """
            body{font-family:system-ui,sans-serif;color:#1f2328;background:#fff;margin:2rem auto;max-width:70rem;padding:0 1rem}
            h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{color:#59636e}dd{margin:0}
            table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
            th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d1d9e0;vertical-align:top}
            pre{background:#f6f8fa;padding:.8rem;overflow-x:auto}img{max-width:100%;border:1px solid #d1d9e0}
            .failed{color:#b3261e;font-weight:600}
            """;

    private HtmlReport() {}

    static String write(ReportContent content) {
        StringBuilder text =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head>")
                        .append("<meta charset=\"utf-8\"><title>")
                        .append(plain(content.title()))
                        .append("</title><style>\n")
                        .append(STYLE)
                        .append("</style></head>\n<body>\n<h1>")
                        .append(plain(content.title()))
                        .append("</h1>\n<dl>\n");
        for (ReportContent.Fact fact : content.facts()) {
            text.append("<dt>").append(plain(fact.name())).append("</dt><dd>");
            text.append(plain(fact.value())).append("</dd>\n");
        }
        text.append("</dl>\n<h2>Steps</h2>\n<table>\n<thead>");
        row(ReportContent.HEADINGS, "th", text);
        text.append("</thead>\n<tbody>\n");
        content.steps().forEach(step -> row(step, "td", text));
        text.append("</tbody></table>\n");
        content.notes().forEach(note -> note(note, text));
        return text.append("</body></html>\n").toString();
    }

    private static void row(List<String> cells, String tag, StringBuilder text) {
        text.append("<tr>");
        for (String cell : cells) {
            text.append('<').append(tag);
            if (cell.equals("failed")) {
                text.append(" class=\"failed\"");
            }
            text.append('>').append(plain(cell)).append("</").append(tag).append('>');
        }
        text.append("</tr>\n");
    }

    private static void note(ReportContent.Note note, StringBuilder text) {
        text.append("<h2>").append(plain(note.heading())).append("</h2>\n");
        note.lines().forEach(line -> text.append("<p>").append(plain(line)).append("</p>\n"));
        if (!note.output().isEmpty()) {
            text.append("<pre>").append(plain(String.join("\n", note.output()))).append("</pre>\n");
        }
        note.picture()
                .ifPresent(png ->
                        text.append(
                                        "<img alt=\"The machine's screen\" src=\"data:image/png;base64,")
                                .append(Base64.getEncoder().encodeToString(png))
                                .append("\">\n"));
    }

    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
