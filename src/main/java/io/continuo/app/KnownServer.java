package io.continuo.app;

import io.continuo.api.Json;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a role remembers of its first start, so that later ones need its data directory only.
 *
 * @param component its own name
 */
record KnownServer(URI url, String fingerprint, String component) {
    private static final String FILE = "server.json";

    /** As told now, or else as remembered. */
    static KnownServer of(RoleSettings settings) throws IOException {
        Path file = settings.data().resolve(FILE);
        if (Files.notExists(file)) {
            return new KnownServer(
                    settings.server().orElseThrow(() -> missing("--server").toException()),
                    settings.fingerprint()
                            .orElseThrow(() -> missing("--fingerprint").toException()),
                    settings.name().orElse(HostName.here() + "-" + suffix(settings)));
        }
        KnownServer before = Json.mapper().readValue(Files.readAllBytes(file), KnownServer.class);
        settings.name()
                .filter(name -> !name.equals(before.component()))
                .ifPresent(name -> {
                    throw renamed(name, before.component()).toException();
                });
        return new KnownServer(
                settings.server().orElse(before.url()),
                settings.fingerprint().orElse(before.fingerprint()),
                before.component());
    }

    void remember(Path data) throws IOException {
        Files.write(data.resolve(FILE), Json.mapper().writeValueAsBytes(this));
    }

    private static String suffix(RoleSettings settings) {
        return switch (settings.role()) {
            case AGENT -> "agent";
            case PROCESS_SERVER -> "process";
            case MASTER_TARGET -> "target";
        };
    }

    private static Problem missing(String option) {
        return Problem.of(
                ErrorCode.NO_SERVER_KNOWN,
                "The component does not know its configuration server.",
                "It starts for the first time in this directory, without " + option + ".",
                "Give --server, --fingerprint and --passphrase, as the server printed them.");
    }

    private static Problem renamed(String wanted, String before) {
        return Problem.of(
                ErrorCode.NAME_TAKEN,
                "The component cannot be called " + wanted + ".",
                "This directory is the component " + before + "'s.",
                "Leave --name out, or give another --data directory.",
                wanted,
                before);
    }
}
