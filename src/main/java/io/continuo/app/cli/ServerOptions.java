package io.continuo.app.cli;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which server, and how to speak to it. */
final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Configuration server; default: the one last started by this user.")
    String server;

    @Option(names = "--token-file", paramLabel = "F", description = "File with the access token.")
    Path tokenFile;

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description = "Fingerprint of the server's certificate authority.")
    String fingerprint;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    boolean json;
}
