package io.continuo.app.cli;

import picocli.CommandLine.Option;

/** Where a role takes changes in. */
final class DataPortOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "0.0.0.0:9443",
            description = "Where its data port listens; default ${DEFAULT-VALUE}.")
    String listen;

    @Option(
            names = "--address",
            paramLabel = "HOST:PORT",
            description =
                    "How others reach the data port; default: where it listens, by this computer's name.")
    String address;
}
