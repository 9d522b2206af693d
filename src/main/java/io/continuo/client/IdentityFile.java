package io.continuo.client;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.api.component.IssuedCertificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A component's key and certificate on disk: one file, only its owner's, whole or not at all. */
final class IdentityFile {
    private static final String NAME = "identity.json";

    /** As written. */
    record Stored(IssuedCertificate issued, String key) {
        @Override
        public String toString() {
            return "Stored[" + issued.componentId() + "]";
        }
    }

    private final Path file;
    private final JsonMapper json = Json.mapper();

    IdentityFile(Path directory) {
        this.file = directory.resolve(NAME);
    }

    Optional<Stored> read() throws IOException {
        return Files.exists(file)
                ? Optional.of(json.readValue(Files.readAllBytes(file), Stored.class))
                : Optional.empty();
    }

    void write(IssuedCertificate issued, PrivateKey key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
        ByteBuffer text = ByteBuffer.wrap(json.writeValueAsBytes(new Stored(issued, encoded)));
        Path fresh = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly())) {
            while (text.hasRemaining()) {
                out.write(text);
            }
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
