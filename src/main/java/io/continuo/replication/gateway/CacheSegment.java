package io.continuo.replication.gateway;

import io.continuo.replication.journal.DataKey;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FramePool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A file of a process server's cache: frames of one machine behind each other, encrypted.
 *
 * <p>Header, {@value #HEADER} bytes, big-endian: magic (4) · version (4) · number (8) · stream id
 * (16) · salt (32) · CRC32C (4). A record: magic (4) · number in the file (4) · arrival µs (8) ·
 * flags (4) · the frame's header · its body, encrypted with AES-256-GCM · tag (16). What stands in
 * front of the body is the cipher's associated data; the record's number is its nonce, under a key
 * that is this file's alone.
 *
 * <p>One thread writes, one reads.
 */
final class CacheSegment implements Closeable {
    private static final int MAGIC = 0x434E5443;
    private static final int VERSION = 1;
    private static final int HEADER = 68;
    private static final int SALT_BYTES = 32;
    private static final int RECORD_MAGIC = 0x434E5452;
    private static final int BEFORE_FRAME = 20;
    private static final int HEAD = BEFORE_FRAME + FrameHeader.BYTES;
    private static final int TAG = Frame.TAIL_ROOM;

    /** Flag: behind this frame an initial replication or resync is under way. */
    private static final int INSIDE = 1;

    /**
     * A frame as it was kept.
     *
     * @param arrivalMicros when it came, µs since 1970, by the process server's clock
     * @param inside whether an epoch is open behind it
     * @param end where the next record begins
     */
    record Kept(Frame frame, long arrivalMicros, boolean inside, long end) {}

    /** What is known of a record without decrypting it. */
    record Head(FrameHeader frame, long arrivalMicros, boolean inside, long end) {}

    private final Path path;
    private final long number;
    private final FileChannel file;
    private final SecretKey key;
    private final Cipher sealing = cipher();
    private final Cipher opening = cipher();
    private volatile long length;
    private volatile long synced;
    private int records;

    private CacheSegment(Path path, long number, FileChannel file, SecretKey key, long length) {
        this.path = path;
        this.number = number;
        this.file = file;
        this.key = key;
        this.length = length;
        this.synced = length;
    }

    static CacheSegment create(Path path, long number, UUID stream, DataKey key)
            throws IOException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] header = new byte[HEADER];
        ByteBuffer out = ByteBuffer.wrap(header);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .putLong(stream.getMostSignificantBits())
                .putLong(stream.getLeastSignificantBits())
                .put(salt)
                .putInt(crc(header));
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        CacheSegment segment =
                new CacheSegment(path, number, file, key.segmentKey(number, salt), 0);
        try {
            segment.write(ByteBuffer.wrap(header), 0);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        segment.length = HEADER;
        return segment;
    }

    /** Opens one to be read; nothing if it is none of this stream's. */
    static Optional<CacheSegment> open(Path path, long number, UUID stream, DataKey key)
            throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        byte[] header = new byte[HEADER];
        if (!fill(file, 0, ByteBuffer.wrap(header))) {
            file.close();
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(header);
        byte[] salt = new byte[SALT_BYTES];
        boolean ours =
                in.getInt() == MAGIC
                        && in.getInt() == VERSION
                        && in.getLong() == number
                        && in.getLong() == stream.getMostSignificantBits()
                        && in.getLong() == stream.getLeastSignificantBits();
        in.get(salt);
        if (!ours || in.getInt() != crc(header)) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(
                new CacheSegment(path, number, file, key.segmentKey(number, salt), file.size()));
    }

    long number() {
        return number;
    }

    /** Where its first record begins. */
    static long start() {
        return HEADER;
    }

    /** Bytes written. */
    long length() {
        return length;
    }

    /** Bytes that are durable. */
    long synced() {
        return synced;
    }

    /** Ends it here: what may stand behind is none of it. */
    void cut(long at) {
        length = at;
        synced = at;
    }

    /** Writes a frame, whose body is no longer plain then; does not own it. */
    void append(Frame frame, long arrivalMicros, boolean inside) throws IOException {
        byte[] head = new byte[HEAD];
        ByteBuffer.wrap(head)
                .putInt(RECORD_MAGIC)
                .putInt(records)
                .putLong(arrivalMicros)
                .putInt(inside ? INSIDE : 0);
        frame.header().encode(head, BEFORE_FRAME);
        int sealed;
        try {
            sealing.init(Cipher.ENCRYPT_MODE, key, nonce(records));
            sealing.updateAAD(head);
            sealed = sealing.doFinal(frame.body(), 0, frame.header().bodyLength(), frame.body(), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused what it must take", e);
        }
        records++;
        write(ByteBuffer.wrap(head), length);
        write(ByteBuffer.wrap(frame.body(), 0, sealed), length + HEAD);
        length += HEAD + sealed;
    }

    /**
     * Makes everything written durable.
     *
     * @throws IOException it is not, and never will be
     */
    void sync() throws IOException {
        long upTo = length;
        file.force(false);
        synced = upTo;
    }

    /** What a record's head says; nothing if none begins there. */
    Optional<Head> head(long at) throws IOException {
        byte[] head = new byte[HEAD];
        if (at + HEAD > length || !fill(file, at, ByteBuffer.wrap(head))) {
            return Optional.empty();
        }
        return head(head, at);
    }

    private Optional<Head> head(byte[] head, long at) {
        ByteBuffer in = ByteBuffer.wrap(head);
        if (in.getInt() != RECORD_MAGIC) {
            return Optional.empty();
        }
        in.getInt();
        long arrival = in.getLong();
        boolean inside = (in.getInt() & INSIDE) != 0;
        try {
            FrameHeader frame = FrameHeader.decode(head, BEFORE_FRAME);
            long end = at + HEAD + frame.bodyLength() + TAG;
            return end > length
                    ? Optional.empty()
                    : Optional.of(new Head(frame, arrival, inside, end));
        } catch (DamagedFrameException e) {
            return Optional.empty();
        }
    }

    /**
     * The record at a place.
     *
     * @throws IOException there is none, or it is not what was written
     */
    Kept read(long at, FramePool pool) throws IOException {
        byte[] head = new byte[HEAD];
        if (!fill(file, at, ByteBuffer.wrap(head))) {
            throw new DamagedFrameException("the cache is shorter than it was");
        }
        Head known =
                head(head, at)
                        .orElseThrow(
                                () -> new DamagedFrameException("the cache holds no frame there"));
        int sealed = known.frame().bodyLength() + TAG;
        byte[] body = pool.acquire(known.frame().bodyLength());
        Frame frame = pool.frame(known.frame(), body);
        try {
            if (!fill(file, at + HEAD, ByteBuffer.wrap(body, 0, sealed))) {
                throw new DamagedFrameException("the cache is shorter than it was");
            }
            opening.init(
                    Cipher.DECRYPT_MODE, key, nonce(ByteBuffer.wrap(head).getInt(Integer.BYTES)));
            opening.updateAAD(head);
            opening.doFinal(body, 0, sealed, body, 0);
            return new Kept(frame, known.arrivalMicros(), known.inside(), known.end());
        } catch (GeneralSecurityException e) {
            frame.close();
            throw new DamagedFrameException("a frame in the cache is not what was written");
        } catch (IOException e) {
            frame.close();
            throw e;
        }
    }

    void delete() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += file.write(bytes, to);
        }
    }

    private static boolean fill(FileChannel file, long at, ByteBuffer bytes) throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            int got = file.read(bytes, from);
            if (got < 0) {
                return false;
            }
            from += got;
        }
        return true;
    }

    private static GCMParameterSpec nonce(int record) {
        byte[] nonce = new byte[12];
        ByteBuffer.wrap(nonce).putInt(8, record);
        return new GCMParameterSpec(TAG * 8, nonce);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, HEADER - Integer.BYTES);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return path + " " + Arrays.toString(new long[] {synced, length});
    }
}
