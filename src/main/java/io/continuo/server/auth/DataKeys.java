package io.continuo.server.auth;

import io.continuo.server.store.DataDirectory;
import io.continuo.server.store.PrivateFiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Data keys of protections: AES-256, wrapped with AES-GCM by a key that stays in a file of this
 * server. What a key is for is authenticated with it, so that one cannot be put in another's place.
 */
public final class DataKeys {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec wrapper;

    private DataKeys(byte[] wrapper) {
        this.wrapper = new SecretKeySpec(wrapper, "AES");
    }

    public static DataKeys open(DataDirectory data) throws IOException {
        Path file = data.file("kek");
        if (!Files.exists(file)) {
            byte[] made = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(made);
            PrivateFiles.write(file, Base64.getEncoder().encode(made));
        }
        PrivateFiles.restrict(file);
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).trim());
            if (key.length == KEY_BYTES) {
                return new DataKeys(key);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged; put it back from a backup", e);
        }
        throw new IOException(file + " is damaged; put it back from a backup");
    }

    /** A new key for a stream, wrapped, base64. */
    public String make(String streamId) {
        byte[] key = new byte[KEY_BYTES];
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(key);
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, streamId, key, 0, key.length);
        byte[] wrapped = new byte[NONCE_BYTES + sealed.length];
        System.arraycopy(nonce, 0, wrapped, 0, NONCE_BYTES);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(wrapped);
    }

    /** The key itself, base64, as a master target is given it. */
    public String open(String streamId, String wrapped) {
        byte[] bytes = Base64.getDecoder().decode(wrapped);
        byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
        return Base64.getEncoder()
                .encodeToString(
                        crypt(
                                Cipher.DECRYPT_MODE,
                                nonce,
                                streamId,
                                bytes,
                                NONCE_BYTES,
                                bytes.length - NONCE_BYTES));
    }

    private byte[] crypt(
            int mode, byte[] nonce, String streamId, byte[] bytes, int offset, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, wrapper, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(streamId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the data key of " + streamId + " cannot be used", e);
        }
    }
}
