package io.continuo.replication.journal;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.FrameHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Reads records of one segment file. */
final class RecordReader implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long number;
    private final SecretKey key;

    private RecordReader(Path path, FileChannel channel, long number, SecretKey key) {
        this.path = path;
        this.channel = channel;
        this.number = number;
        this.key = key;
    }

    /**
     * @throws DamagedSegmentException the file's first block is not that of this segment
     */
    static RecordReader open(Path path, long number, UUID streamId, DataKey dataKey)
            throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            byte[] block = new byte[JournalFiles.BLOCK];
            SegmentHeader header =
                    read(channel, 0, block, block.length) ? SegmentHeader.decode(block) : null;
            if (header == null
                    || header.number() != number
                    || !header.streamId().equals(streamId)) {
                throw new DamagedSegmentException(path, "its first block is not readable");
            }
            SecretKey key = dataKey.segmentKey(number, header.salt());
            return new RecordReader(path, channel, number, key);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    long size() throws IOException {
        return channel.size();
    }

    /** The record's prefix if there is one of this segment at {@code at}, else null. */
    RecordPrefix prefixAt(long at) throws IOException {
        byte[] bytes = new byte[RecordPrefix.BYTES];
        if (!read(channel, at, bytes, bytes.length)) {
            return null;
        }
        RecordPrefix prefix = RecordPrefix.decode(bytes);
        return prefix == null || prefix.segment() != number ? null : prefix;
    }

    /** The frame's header at {@code at}, or null if none can be read; not proven by the cipher. */
    FrameHeader headerAt(long at) throws IOException {
        byte[] head = new byte[RecordPrefix.HEAD];
        if (prefixAt(at) == null || !read(channel, at, head, head.length)) {
            return null;
        }
        try {
            return FrameHeader.decode(head, RecordPrefix.BYTES);
        } catch (DamagedFrameException e) {
            return null;
        }
    }

    /** The record at {@code at}, or null if there is no whole and true one. */
    StoredRecord tryRead(long at) throws IOException {
        RecordPrefix prefix = prefixAt(at);
        if (prefix == null) {
            return null;
        }
        int length = prefix.bodyLength() + RecordPrefix.TAG_BYTES;
        byte[] head = new byte[RecordPrefix.HEAD];
        byte[] body = new byte[length];
        if (!read(channel, at, head, head.length)
                || !read(channel, at + head.length, body, length)) {
            return null;
        }
        try {
            FrameHeader header = FrameHeader.decode(head, RecordPrefix.BYTES);
            if (header.bodyLength() != prefix.bodyLength()) {
                return null;
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(RecordPrefix.TAG_BYTES * 8, prefix.nonce()));
            cipher.updateAAD(head);
            cipher.doFinal(body, 0, length, body, 0);
            return new StoredRecord(prefix, header, body);
        } catch (DamagedFrameException | GeneralSecurityException e) {
            return null;
        }
    }

    /**
     * The record at {@code at}, which must be there.
     *
     * @throws DamagedSegmentException it is not
     */
    StoredRecord read(long at) throws IOException {
        StoredRecord record = tryRead(at);
        if (record == null) {
            throw new DamagedSegmentException(path, "the record at byte " + at + " is damaged");
        }
        return record;
    }

    private static boolean read(FileChannel channel, long at, byte[] target, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                Arrays.fill(target, buffer.position(), length, (byte) 0);
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
