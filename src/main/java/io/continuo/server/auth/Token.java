package io.continuo.server.auth;

import io.continuo.server.store.DataDirectory;
import io.continuo.server.store.PrivateFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The bearer token: 256 random bits in a file only its owner may read. */
public final class Token {
    private static final int BYTES = 32;

    private final Path file;
    private final byte[] digest;

    private Token(Path file, String secret) {
        this.file = file;
        this.digest = digest(secret);
    }

    public static Token open(DataDirectory data) throws IOException {
        Path file = data.file("token");
        if (!Files.exists(file) || Files.readString(file).isBlank()) {
            byte[] secret = new byte[BYTES];
            new SecureRandom().nextBytes(secret);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            PrivateFiles.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        PrivateFiles.restrict(file);
        return new Token(file, Files.readString(file).trim());
    }

    public Path file() {
        return file;
    }

    /** Compares in a time that says nothing about where the two differ. */
    public boolean matches(String offered) {
        return MessageDigest.isEqual(digest, digest(offered));
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }
}
