package io.continuo.replication.fuse;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Requests for a disk's bytes. */
final class FuseData {
    private final FuseFiles files;
    private final FuseReceiver input;
    private final FuseReply reply;

    FuseData(FuseFiles files, FuseReceiver input, FuseReply reply) {
        this.files = files;
        this.input = input;
        this.reply = reply;
    }

    /** What is done with a disk. */
    @FunctionalInterface
    private interface Work {
        /** Returns the length of the reply's body. */
        int on(NbdExport disk) throws IOException;
    }

    void write(FuseRequest request) throws IOException {
        inside(
                request,
                disk -> {
                    long offset = request.number(8);
                    int length = request.integer(16);
                    boolean durable = (request.integer(32) & FuseProtocol.O_DSYNC) != 0;
                    if (length < 0 || length > ChunkPool.PAYLOAD_BYTES) {
                        throw new NbdException(NbdError.EINVAL, "a write of " + length + " bytes");
                    }
                    check(disk, offset, length);
                    var chunk = input.payload(length);
                    int position = input.position();
                    input.take(length);
                    disk.write(offset, chunk, position, length, durable);
                    reply.integer(0, length).integer(4, 0);
                    return FuseProtocol.WRITE_OUT;
                });
    }

    void read(FuseRequest request) throws IOException {
        inside(
                request,
                disk -> {
                    long offset = request.number(8);
                    int wanted = Math.clamp(request.integer(16), 0, ChunkPool.PAYLOAD_BYTES);
                    int length = Math.clamp(disk.size() - offset, 0, wanted);
                    if (length > 0) {
                        ByteBuffer target = reply.data(length);
                        disk.read(offset, target);
                        if (target.hasRemaining()) {
                            throw new NbdException(NbdError.EIO, "it was not read to its end");
                        }
                    }
                    return length;
                });
    }

    void sync(FuseRequest request) throws IOException {
        inside(
                request,
                disk -> {
                    disk.flush();
                    return 0;
                });
    }

    /** Zeros are made this way, and storage given back; allocating does not make sense here. */
    void allocate(FuseRequest request) throws IOException {
        inside(
                request,
                disk -> {
                    long offset = request.number(8);
                    long end = Math.min(offset + request.number(16), disk.size());
                    int mode = request.integer(24);
                    int how = mode & ~FuseProtocol.FALLOCATE_KEEP_SIZE;
                    if (how != FuseProtocol.FALLOCATE_PUNCH_HOLE
                            && how != FuseProtocol.FALLOCATE_ZERO_RANGE) {
                        throw new Unsupported();
                    }
                    if (end > offset) {
                        check(disk, offset, end - offset);
                        boolean noHole = how == FuseProtocol.FALLOCATE_ZERO_RANGE;
                        disk.zero(offset, end - offset, false, noHole);
                    }
                    return 0;
                });
    }

    private void inside(FuseRequest request, Work work) throws IOException {
        FuseFile file = files.find(request.node()).orElse(null);
        if (file == null || !file.enter()) {
            reply.failed(request.unique(), FuseCalls.ENXIO);
            return;
        }
        int length;
        try {
            length = work.on(file.disk());
        } catch (Unsupported e) {
            reply.failed(request.unique(), FuseCalls.EOPNOTSUPP);
            return;
        } finally {
            file.leave();
        }
        reply.done(request.unique(), length);
    }

    private static void check(NbdExport disk, long offset, long length) throws NbdException {
        if (disk.readOnly()) {
            throw new NbdException(NbdError.EPERM, "this disk is read-only");
        }
        if (offset < 0 || length > disk.size() - offset) {
            throw new NbdException(
                    NbdError.ENOSPC, "beyond the end: the disk has " + disk.size() + " bytes");
        }
    }

    private static final class Unsupported extends IOException {
        private static final long serialVersionUID = 1;
    }
}
