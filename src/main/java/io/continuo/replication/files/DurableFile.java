package io.continuo.replication.files;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A small JSON file that holds either its old or its new content after a crash, never a mixture.
 */
public final class DurableFile<T> {
    private final Path path;
    private final Class<T> type;
    private final JsonMapper json = Json.mapper();

    public DurableFile(Path path, Class<T> type) {
        this.path = path;
        this.type = type;
    }

    /** What was saved last; nothing if never. */
    public Optional<T> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        return Optional.of(json.readValue(Files.readAllBytes(path), type));
    }

    /** Saves; durable on return. */
    public void save(T value) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel file =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(value));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory =
                FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
