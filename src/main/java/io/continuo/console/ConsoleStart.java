package io.continuo.console;

import io.continuo.client.ServerAddress;

/** What the console opens on. */
public sealed interface ConsoleStart {
    /** The first page: lab, this computer, a server. */
    record Choose() implements ConsoleStart {}

    /** The sample site, started at once. */
    record Lab() implements ConsoleStart {}

    /** A server, connected to at once. */
    record Server(ServerAddress address) implements ConsoleStart {}
}
