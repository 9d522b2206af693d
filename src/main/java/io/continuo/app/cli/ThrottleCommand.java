package io.continuo.app.cli;

import io.continuo.api.component.Throttle;
import io.continuo.api.component.WorkHours;
import io.continuo.app.Terminal;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "throttle",
        description = {
            "Limits what a process server forwards; shows the limit when no option is given.",
            "Rates are bytes a second: 500k, 10M, 1G, or none."
        },
        mixinStandardHelpOptions = true)
final class ThrottleCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "PROCESS-SERVER", description = "Its name, as in the topology.")
    private String name;

    @Option(
            names = "--limit",
            paramLabel = "RATE",
            description = "The limit, outside work hours if there are any.",
            converter = RateConverter.class)
    private Long limit;

    @ArgGroup(exclusive = false)
    private WorkOptions work;

    private static final class WorkOptions {
        @Option(
                names = "--work-hours",
                paramLabel = "HH:MM-HH:MM",
                required = true,
                description = "Hours with another limit, in the process server's time.",
                converter = HoursConverter.class)
        private HoursConverter.Hours hours;

        @Option(
                names = "--work-limit",
                paramLabel = "RATE",
                required = true,
                description = "The limit in these hours.",
                converter = RateConverter.class)
        private long limit;

        @Option(
                names = "--work-days",
                paramLabel = "DAYS",
                defaultValue = "mon-fri",
                description = "For instance mon-fri or mon,wed,sun; default: ${DEFAULT-VALUE}.",
                converter = DaysConverter.class)
        private DaysConverter.Days days;
    }

    ThrottleCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            Throttle throttle =
                    limit == null && work == null
                            ? client.throttle(name)
                            : client.changeThrottle(name, wanted());
            if (server.json) {
                terminal.json(throttle);
            } else {
                terminal.println(say(throttle));
            }
            return Cli.DONE;
        }
    }

    private Throttle wanted() {
        return new Throttle(
                limit == null ? 0 : limit,
                Optional.ofNullable(work)
                        .map(given ->
                                new WorkHours(
                                        List.copyOf(given.days.days()),
                                        given.hours.from(),
                                        given.hours.to(),
                                        given.limit)));
    }

    private String say(Throttle throttle) {
        String always = name + " forwards " + rate(throttle.bytesPerSecond());
        return throttle.workHours()
                .map(hours ->
                        always
                                + "; "
                                + DaysConverter.say(hours.days())
                                + " "
                                + hours.from()
                                + "\u2013"
                                + hours.to()
                                + " "
                                + rate(hours.bytesPerSecond())
                                + ".")
                .orElse(always + ".");
    }

    private static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "as fast as it can" : "at most " + Words.rate(bytesPerSecond);
    }
}
