package io.continuo.replication.stream;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates that were revoked, and the wires that are open to whoever showed which. Kept on
 * disk: a component that starts while the configuration server is away still knows.
 */
final class Distrusted {
    private static final Logger LOG = LoggerFactory.getLogger(Distrusted.class);
    private static final TypeReference<Set<String>> SERIALS = new TypeReference<>() {};

    private final Path file;
    private final Map<Wire, String> open = new ConcurrentHashMap<>();
    private volatile Set<String> serials;

    Distrusted(Path file) throws IOException {
        this.file = file;
        this.serials =
                Files.exists(file)
                        ? Set.copyOf(Json.mapper().readValue(Files.readAllBytes(file), SERIALS))
                        : Set.of();
    }

    boolean contains(String serial) {
        return serials.contains(serial);
    }

    void opened(Wire wire, String serial) {
        open.put(wire, serial);
    }

    void closed(Wire wire) {
        open.remove(wire);
    }

    /** From now on exactly these; wires to their owners end. */
    synchronized void replace(List<String> revoked) {
        Set<String> now = Set.copyOf(revoked);
        if (now.equals(serials)) {
            return;
        }
        serials = now;
        open.forEach((wire, serial) -> {
            if (now.contains(serial)) {
                LOG.warn("{} is cut off: its certificate was revoked", wire.address());
                end(wire);
            }
        });
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(fresh, Json.mapper().writeValueAsBytes(now));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("The revoked certificates could not be noted: {}", e.toString());
        }
    }

    private static void end(Wire wire) {
        try {
            wire.close();
        } catch (IOException e) {
            LOG.debug("Closing a wire failed: {}", e.getMessage());
        }
    }
}
