package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.server.ServerReady;
import io.continuo.app.UserFiles;
import io.continuo.client.ContinuoClient;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the server a client command talks to. */
final class ClientConnection {
    private final UserFiles files;

    ClientConnection(UserFiles files) {
        this.files = files;
    }

    ContinuoClient open(ServerOptions options) {
        return new HttpContinuoClient(address(options));
    }

    ServerAddress address(ServerOptions options) {
        Optional<ServerReady> last = files.lastServer();
        if (options.server == null) {
            ServerReady ready = last.orElseThrow(() -> noServer().toException());
            return address(ready, options.tokenFile);
        }
        Optional<ServerReady> known =
                last.filter(ready -> ready.url().equals(URI.create(options.server)));
        String fingerprint =
                Optional.ofNullable(options.fingerprint)
                        .or(() -> known.map(ServerReady::fingerprint))
                        .orElseThrow(() -> noFingerprint().toException());
        Path token =
                Optional.ofNullable(options.tokenFile)
                        .or(() -> known.map(ready -> Path.of(ready.tokenFile())))
                        .orElseThrow(() -> noToken().toException());
        return new ServerAddress(URI.create(options.server), fingerprint, read(token));
    }

    private static ServerAddress address(ServerReady ready, Path chosenToken) {
        Path token = chosenToken == null ? Path.of(ready.tokenFile()) : chosenToken;
        return new ServerAddress(ready.url(), ready.fingerprint(), read(token));
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.UNAUTHORIZED,
                            "The token file " + token + " cannot be read.",
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "Run the command as the user who started the server, or give --token-file.",
                            token.toString())
                    .toException(e);
        }
    }

    private static Problem noServer() {
        return Problem.of(
                ErrorCode.NO_SERVER_KNOWN,
                "No server is known to talk to.",
                "This user has not started one yet.",
                "Start one with: continuo server --data DIR, or give --server, --fingerprint and --token-file.");
    }

    private static Problem noFingerprint() {
        return Problem.of(
                ErrorCode.NO_SERVER_KNOWN,
                "The server's fingerprint is not known.",
                "It is not the server last started by this user.",
                "Give --fingerprint as the server printed it when it started.");
    }

    private static Problem noToken() {
        return Problem.of(
                ErrorCode.NO_SERVER_KNOWN,
                "The token to use is not known.",
                "The server is not the one last started by this user.",
                "Give --token-file with the file the server printed when it started.");
    }
}
