package io.continuo.server.plan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanAnswer;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanReport;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanStepKind;
import io.continuo.api.plan.ReportFormat;

import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.imageio.ImageIO;

/** The report of a run says who, when, which version, and everything of every step. */
class RunReportsTest {
    private static final Instant START = Instant.parse("2026-03-12T03:03:00Z");

    private static PlanRunStep step(int number, PlanStepKind kind, String name, JobState state) {
        return new PlanRunStep(number, kind, name, 1)
                .started(START.plusSeconds(number))
                .ended(state, START.plusSeconds(number + 75), Optional.empty());
    }

    private static PlanRunView run() {
        PlanRunStep machine =
                step(1, PlanStepKind.MACHINE, "crm-db-01", JobState.SUCCEEDED).withJob("job-1");
        PlanRunStep script =
                step(2, PlanStepKind.SCRIPT, "warm <cache>", JobState.FAILED)
                        .ended(
                                JobState.FAILED,
                                START.plusSeconds(90),
                                Optional.of(
                                        Problem.of(
                                                ErrorCode.SCRIPT_FAILED,
                                                "The script failed.",
                                                "It ended with 3.",
                                                "Put it right.")))
                        .withResult("It ended with 3.", List.of("# not a heading", "<b>|done|"));
        PlanAsk ask =
                new PlanAsk(
                        "訂單 48213 必須存在。",
                        "on-call",
                        "duty manager",
                        START,
                        START.plusSeconds(300),
                        START.plusSeconds(600),
                        true,
                        Optional.of(new PlanAnswer(true, "It is there.", "wang", START)));
        PlanRunStep manual =
                step(3, PlanStepKind.MANUAL, "Check", JobState.SUCCEEDED).withAsk(ask, 158);
        return new PlanRunView(
                "run-1",
                "客戶 CRM",
                7,
                PlanRunKind.TEST,
                "latest",
                "wang",
                JobState.FAILED,
                START,
                Optional.of(START.plusSeconds(600)),
                158,
                "crm-db-01 is running as drills.",
                Optional.empty(),
                List.of(machine, script, manual));
    }

    private static byte[] screen() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 20, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static byte[] write(ReportFormat format) throws IOException {
        byte[] png = screen();
        Pictures pictures =
                (machine, job) ->
                        machine.equals("crm-db-01") && job.equals("job-1")
                                ? Optional.of(png)
                                : Optional.<byte[]>empty();
        PlanReport report = new RunReports(pictures, ZoneOffset.UTC).of(run(), format);
        assertThat(report.fileName()).startsWith("run-1.");
        return Base64.getDecoder().decode(report.contentBase64());
    }

    @Test
    void as_markdown_it_is_whole_and_a_scripts_words_stay_words() throws IOException {
        String text = new String(write(ReportFormat.MD), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("# Recovery plan 客戶 CRM: test run\n")
                .contains("- **Plan:** 客戶 CRM, version 7\n")
                .contains("- **Waited for people:** 2 min 38 s")
                .contains("| 1 | 1 | Machine crm-db-01 | succeeded | 2026-03-12 03:03:01 +00:00 |")
                .contains("Script warm \\<cache\\>")
                .contains("    # not a heading\n    <b>|done|\n")
                .contains("duty manager was told.")
                .contains("wang answered yes, 2026-03-12 03:03:00 +00:00: It is there.")
                .contains("data:image/png;base64,");
    }

    @Test
    void as_html_nothing_of_it_becomes_markup() throws IOException {
        String text = new String(write(ReportFormat.HTML), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("<h1>Recovery plan 客戶 CRM: test run</h1>")
                .contains("<td>Script warm &lt;cache&gt;</td><td class=\"failed\">failed</td>")
                .contains("&lt;b&gt;|done|</pre>")
                .contains("訂單 48213 必須存在。")
                .contains("src=\"data:image/png;base64,")
                .doesNotContain("<cache>");
    }

    @Test
    void as_pdf_it_can_be_read_again() throws IOException {
        byte[] bytes = write(ReportFormat.PDF);
        Path shown = Path.of(System.getProperty("continuo.screens", "target/screens"));
        Files.createDirectories(shown);
        Files.write(shown.resolve("plan-report.pdf"), bytes);
        try (PdfReader reader = new PdfReader(bytes)) {
            StringBuilder text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            assertThat(text.toString())
                    .contains("CRM", "version 7", "crm-db-01", "duty manager", "not a heading");
        }
    }
}
