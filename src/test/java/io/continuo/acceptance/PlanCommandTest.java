package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Recovery plans on the command line, as docs/recovery-plans.md tells it. */
class PlanCommandTest {
    @TempDir Path directory;
    private Path home;

    private Command run(String... args) {
        return Command.run(home, args);
    }

    private String out(String... args) {
        Command command = run(args);
        assertThat(command.exit()).as(command.err()).isZero();
        return command.out();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void a_plan_is_imported_drilled_cleaned_up_and_compared() throws Exception {
        home = Files.createDirectories(directory.resolve("home"));
        try (ServerProcess server = ServerProcess.start(directory.resolve("data"), home)) {
            assertThat(server.ready().url()).isNotNull();
            for (String name : new String[] {"db", "web"}) {
                Path disk = Disks.sparse(directory.resolve(name + ".img"), 4 << 20);
                Command.json(home, "protect", name, "--disk", disk.toString(), "--wait", "--json");
            }
            String text = "# CRM\nplan: CRM\ngroups:\n  - machines: [db]\n  - machines: [web]\n";
            Path wrong = file("wrong.yaml", text.replace("groups", "grups").replace("web", "wbe"));
            Command refused = run("plan", "import", wrong.toString());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("wrong.yaml: line 3, column 1:", "Did you mean \"groups\"?");
            assertThat(out("plan", "list")).contains("continuo plan import FILE");

            Path right = file("crm.yaml", text);
            assertThat(out("plan", "import", right.toString(), "--dry-run")).contains("new plan");
            assertThat(out("plan", "import", right.toString()))
                    .contains("version 1, needs verification");
            assertThat(out("plan", "export", "crm")).isEqualTo(text);
            assertThat(out("plan", "run", "CRM", "--kind", "test", "--wait"))
                    .contains("machine web", "succeeded", "running as drills");
            assertThat(out("plan", "run", "CRM", "--kind", "cleanup", "--wait"))
                    .contains("succeeded");
            assertThat(out("plan", "list")).contains("verified");
            assertThat(out("plan", "runs", "CRM")).contains("cleanup", "test");

            report(Command.json(home, "plan", "runs", "CRM", "--json").get(1).get("id").asText());
            Path second = file("second.yaml", text.replace("  - machines: [web]\n", ""));
            assertThat(out("plan", "diff", "CRM", second.toString()))
                    .contains("machine web is gone from group 2");
            out("plan", "import", second.toString());
            assertThat(out("plan", "diff", "CRM", "--from", "2", "--to", "1"))
                    .contains("machine web is new, in group 2");
            assertThat(out("plan", "export", "CRM", "--version", "1")).isEqualTo(text);
            assertThat(out("plan", "show", "CRM")).contains("version 2, needs verification");
            assertThat(run("plan", "answer", "none", "1").err()).contains("PLAN_RUN_UNKNOWN");
            out("plan", "delete", "CRM");
            assertThat(run("plan", "show", "CRM").err()).contains("PLAN_UNKNOWN");
        }
    }

    private void report(String run) throws IOException {
        Path file = directory.resolve("report");
        out("plan", "report", run, "--format", "md", "--to", file.toString());
        assertThat(Files.readString(file)).startsWith("# Recovery plan CRM: test run\n");
        out("plan", "report", run, "--format", "html", "--to", file.toString());
        assertThat(Files.readString(file)).contains("<td>Machine web</td><td>succeeded</td>");
        out("plan", "report", run, "--format", "pdf", "--to", file.toString());
        assertThat(Files.readAllBytes(file))
                .startsWith("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
