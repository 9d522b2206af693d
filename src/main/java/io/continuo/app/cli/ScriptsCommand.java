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
                "Shows or sets what a machine's agent runs before and after an app-consistent point.",
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

    @Option(names = "--remove", description = "Takes the scripts away.")
    private boolean remove;

    ScriptsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            boolean set = remove || pre != null || post != null;
            AppScripts scripts =
                    set
                            ? client.setAppScripts(name, new AppScripts(or(pre), or(post), timeout))
                            : client.appScripts(name);
            if (server.json) {
                terminal.json(scripts);
            } else if (scripts.preScript().isEmpty() && scripts.postScript().isEmpty()) {
                terminal.println(name + " has no scripts: its points are crash-consistent.");
            } else {
                terminal.println("before a point:  " + scripts.preScript());
                terminal.println("after it:        " + scripts.postScript());
                terminal.println("each within:     " + scripts.timeoutSeconds() + " s");
            }
            return Cli.DONE;
        }
    }

    private String or(String path) {
        return remove || path == null ? "" : path;
    }
}
