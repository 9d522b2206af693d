package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An export whose every failure is an {@link NbdException}, so that none ends a connection. */
final class GuardedExport {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedExport.class);

    private final NbdExport export;

    GuardedExport(NbdExport export) {
        this.export = export;
    }

    void read(long offset, ByteBuffer target) throws NbdException {
        int expected = target.limit();
        try {
            export.read(offset, target);
        } catch (IOException | RuntimeException e) {
            throw failed("read", offset, e);
        }
        if (target.position() != expected) {
            throw failed("read", offset, new IllegalStateException("it was not read to its end"));
        }
    }

    boolean readNow(long offset, ByteBuffer target) throws NbdException {
        int expected = target.limit();
        try {
            return export.readNow(offset, target) && target.position() == expected;
        } catch (IOException | RuntimeException e) {
            throw failed("read", offset, e);
        }
    }

    void write(long offset, Chunk chunk, int position, int length, boolean fua)
            throws NbdException {
        try {
            export.write(offset, chunk, position, length, fua);
        } catch (IOException | RuntimeException e) {
            throw failed("write", offset, e);
        }
    }

    void zero(long offset, long length, boolean fua, boolean noHole) throws NbdException {
        try {
            export.zero(offset, length, fua, noHole);
        } catch (IOException | RuntimeException e) {
            throw failed("zero", offset, e);
        }
    }

    void trim(long offset, long length, boolean fua) throws NbdException {
        try {
            export.trim(offset, length, fua);
        } catch (IOException | RuntimeException e) {
            throw failed("trim", offset, e);
        }
    }

    void flush() throws NbdException {
        try {
            export.flush();
        } catch (IOException | RuntimeException e) {
            throw failed("flush", 0, e);
        }
    }

    void cache(long offset, long length) throws NbdException {
        try {
            export.cache(offset, length);
        } catch (IOException | RuntimeException e) {
            throw failed("cache", offset, e);
        }
    }

    ByteBuffer blockStatus(long offset, long length, int most) throws NbdException {
        ExtentList extents = new ExtentList(length, most);
        try {
            export.blockStatus(offset, length, extents);
        } catch (IOException | RuntimeException e) {
            throw failed("block status", offset, e);
        }
        ByteBuffer bytes = extents.bytes();
        if (!bytes.hasRemaining()) {
            throw failed("block status", offset, new IllegalStateException("it told nothing"));
        }
        return bytes;
    }

    private NbdException failed(String what, long offset, Exception e) {
        if (e instanceof NbdException told) {
            return told;
        }
        LOG.warn("{} of export \"{}\" at {} failed", what, export.name(), offset, e);
        return new NbdException(NbdError.EIO, what + " failed: " + e.getMessage(), e);
    }
}
