package io.continuo.server.plan.report;

import io.continuo.api.plan.PlanReport;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.ReportFormat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Locale;

/** Writes the report of a run, also of one under way. */
public final class RunReports {
    private final Pictures pictures;
    private final ZoneId zone;

    public RunReports(Pictures pictures, ZoneId zone) {
        this.pictures = pictures;
        this.zone = zone;
    }

    public PlanReport of(PlanRunView run, ReportFormat format) {
        ReportContent content = ReportContent.of(run, pictures, zone);
        byte[] bytes =
                switch (format) {
                    case MD -> MarkdownReport.write(content).getBytes(StandardCharsets.UTF_8);
                    case HTML -> HtmlReport.write(content).getBytes(StandardCharsets.UTF_8);
                    case PDF -> PdfReport.write(content);
                };
        String type =
                switch (format) {
                    case MD -> "text/markdown; charset=utf-8";
                    case HTML -> "text/html; charset=utf-8";
                    case PDF -> "application/pdf";
                };
        return new PlanReport(
                run.id() + "." + format.name().toLowerCase(Locale.ROOT),
                type,
                Base64.getEncoder().encodeToString(bytes));
    }
}
