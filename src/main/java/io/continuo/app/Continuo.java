package io.continuo.app;

import io.continuo.app.cli.Cli;

/** Starts the command line; everything else is a command of it. */
public final class Continuo {
    private Continuo() {}

    public static void main(String[] args) throws Exception {
        if (ConsoleRuntime.mustRelaunch(args)) {
            System.exit(ConsoleRuntime.relaunch(args));
        }
        Logging.quiet();
        int code = new Cli(new Terminal(System.out, System.err), UserFiles.ofThisUser()).run(args);
        System.exit(code);
    }
}
