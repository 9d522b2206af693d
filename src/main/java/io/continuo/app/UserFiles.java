package io.continuo.app;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.api.server.ServerReady;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What Continuo keeps for a user: {@code $CONTINUO_HOME}, or {@code ~/.continuo}.
 *
 * @param home that directory
 */
public record UserFiles(Path home) {
    public static UserFiles ofThisUser() {
        String chosen = System.getenv("CONTINUO_HOME");
        return new UserFiles(
                chosen != null && !chosen.isBlank()
                        ? Path.of(chosen).toAbsolutePath()
                        : Path.of(System.getProperty("user.home"), ".continuo"));
    }

    /** Data of the orchestrator inside the console. */
    public Path embedded() {
        return home.resolve("embedded");
    }

    /** Data of the sample site. */
    public Path lab() {
        return home.resolve("lab");
    }

    /** Screens rendered where nobody said a directory. */
    public Path screens() {
        return home.resolve("screens");
    }

    private Path lastServerFile() {
        return home.resolve("last-server.json");
    }

    /**
     * The server last started by this user, which client commands talk to unless told otherwise.
     */
    public Optional<ServerReady> lastServer() {
        try {
            return Optional.of(mapper().readValue(lastServerFile().toFile(), ServerReady.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void rememberServer(ServerReady ready) {
        try {
            Files.createDirectories(home);
            Path temporary = home.resolve("last-server.json.new");
            Files.write(temporary, mapper().writeValueAsBytes(ready));
            Files.move(
                    temporary,
                    lastServerFile(),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonMapper mapper() {
        return Json.mapper();
    }
}
