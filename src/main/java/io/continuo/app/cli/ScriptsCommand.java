package io.continuo.app.cli;

import io.continuo.api.machine.AppScripts;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "scripts",
        description =
                "Shows or sets what makes a machine's applications write out for an app-consistent point: programs"
                        + " before and after it, the guest agent, or both.",
        mixinStandardHelpOptions = true)
final class ScriptsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--pre",
            paramLabel = "FILE",
            description = "Program on the agent's computer that makes applications write out.")
    private String pre;

    @Option(
            names = "--post",
            paramLabel = "FILE",
            description = "Program that lets them go on; always run.")
    private String post;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Each is ended after this; 60 unless told.")
    private long timeout;

    @Option(
            names = "--guest-agent",
            paramLabel = "SOCKET",
            description =
                    "Socket of QEMU's channel to the guest agent, which holds the guest's file"
                            + " systems still; nobody else may use it.")
    private String guestAgent;

    @Option(names = "--remove", description = "Takes all of it away.")
    private boolean remove;

    ScriptsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            boolean set = remove || pre != null || post != null || guestAgent != null;
            AppScripts scripts =
                    set
                            ? client.setAppScripts(
                                    name,
                                    new AppScripts(or(pre), or(post), timeout, or(guestAgent)))
                            : client.appScripts(name);
            if (server.json) {
                terminal.json(scripts);
            } else if (scripts.none()) {
                terminal.println(
                        name
                                + " has no scripts and no guest agent: its points are"
                                + " crash-consistent.");
            } else {
                terminal.println("before a point:  " + scripts.preScript());
                terminal.println("after it:        " + scripts.postScript());
                if (!scripts.guestAgent().isEmpty()) {
                    terminal.println("guest agent:     " + scripts.guestAgent());
                }
                terminal.println("each within:     " + scripts.timeoutSeconds() + " s");
            }
            return Cli.DONE;
        }
    }

    private String or(String path) {
        return remove || path == null ? "" : path;
    }
}
