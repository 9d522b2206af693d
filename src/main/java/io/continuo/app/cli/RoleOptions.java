package io.continuo.app.cli;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.app.RoleSettings;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** What every role in a process of its own is told. */
final class RoleOptions {
    private static final String PASSPHRASE_VARIABLE = "CONTINUO_PASSPHRASE";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Directory of everything it keeps; made if missing. Later starts need nothing else.")
    Path data;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Configuration server; needed at the first start.")
    URI server;

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description =
                    "Fingerprint of the server's certificate authority; needed at the first start.")
    String fingerprint;

    @Option(
            names = "--passphrase",
            paramLabel = "P",
            description =
                    "From continuo passphrase; needed at the first start. Others on this computer can see it here: better --passphrase-file, or the variable CONTINUO_PASSPHRASE.")
    String passphrase;

    @Option(
            names = "--passphrase-file",
            paramLabel = "F",
            description = "File with the passphrase.")
    Path passphraseFile;

    @Option(
            names = "--name",
            paramLabel = "N",
            description =
                    "What the component is called; default: this computer's name and the role.")
    String name;

    /** Where the component is; only the first start's counts for those that have a certificate. */
    enum Place {
        primary,
        recovery
    }

    @Option(
            names = "--site",
            paramLabel = "SITE",
            description =
                    "primary or recovery; a master target is at the recovery site unless told, the"
                            + " others at the primary. Turning replication around needs an agent"
                            + " beside the master target there, and a master target here.")
    Place place;

    /** Only an agent's command sets it. */
    String consistencyPort;

    RoleSettings settings(
            ComponentRole role, String site, String listen, String address, Integer nbdPort) {
        return new RoleSettings(
                role,
                data.toAbsolutePath().normalize(),
                Optional.ofNullable(server),
                Optional.ofNullable(fingerprint),
                passphrase(),
                Optional.ofNullable(name),
                place == null ? site : place.name(),
                Optional.ofNullable(listen),
                Optional.ofNullable(address),
                Optional.ofNullable(consistencyPort),
                nbdPort == null ? OptionalInt.empty() : OptionalInt.of(nbdPort));
    }

    private Optional<String> passphrase() {
        if (passphrase != null) {
            return Optional.of(passphrase);
        }
        if (passphraseFile == null) {
            return Optional.ofNullable(System.getenv(PASSPHRASE_VARIABLE));
        }
        try {
            return Optional.of(Files.readString(passphraseFile).strip());
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.PASSPHRASE_WRONG,
                            "The passphrase file " + passphraseFile + " cannot be read.",
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "Give a file this user can read, or --passphrase.",
                            passphraseFile.toString())
                    .toException(e);
        }
    }
}
