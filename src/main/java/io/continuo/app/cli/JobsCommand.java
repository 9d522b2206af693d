package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "jobs", description = "Lists jobs, newest first.", mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many; default ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int limit;

    JobsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<JobView> jobs = client.jobs(limit);
            if (server.json) {
                terminal.json(jobs);
            } else if (jobs.isEmpty()) {
                terminal.println("No job has run yet.");
            } else {
                Table table = new Table("STARTED", "JOB", "MACHINE", "STATE", "PROBLEM");
                for (JobView job : jobs) {
                    table.row(
                            Words.time(job.createdAt()),
                            Words.plain(job.kind()),
                            job.machine(),
                            Words.plain(job.state()),
                            job.problem()
                                    .map(problem -> problem.code() + ": " + problem.message())
                                    .orElse(""));
                }
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
