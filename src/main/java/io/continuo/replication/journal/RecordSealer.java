package io.continuo.replication.journal;

import io.continuo.replication.stream.Frame;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts frames into records. The cipher works in place on the frame's own heap array: the JDK's
 * GCM is several times slower on direct buffers (reference/datapath.md).
 */
final class RecordSealer {
    private final Cipher cipher;
    private final byte[] head = new byte[RecordPrefix.HEAD];

    RecordSealer() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Appends the frame's record to {@code target}; the frame's body is no longer plain then. */
    void seal(RecordPrefix prefix, SecretKey key, Frame frame, ByteBuffer target) {
        Arrays.fill(head, (byte) 0);
        prefix.encode(head);
        frame.header().encode(head, RecordPrefix.BYTES);
        int length = frame.header().bodyLength();
        int end = target.position() + prefix.space();
        try {
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    key,
                    new GCMParameterSpec(RecordPrefix.TAG_BYTES * 8, prefix.nonce()));
            cipher.updateAAD(head);
            int sealed = cipher.doFinal(frame.body(), 0, length, frame.body(), 0);
            target.put(head).put(frame.body(), 0, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "AES-GCM refused a key, nonce and buffer it must take", e);
        }
        while (target.position() < end) {
            target.put((byte) 0);
        }
    }
}
