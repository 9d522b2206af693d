package io.continuo.replication.fuse;

import io.continuo.client.nbd.NbdException;
import io.continuo.replication.nbd.ChunkPool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves what the kernel asks on one thread; several do, each with a descriptor of its own. A
 * failing disk fails the one request, never the thread.
 */
final class FuseWorker implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FuseWorker.class);

    /** Tells the kernel not to write dirty pages out to get this thread memory. */
    private static final int PR_SET_IO_FLUSHER = 57;

    /** After a failure that is likely to repeat, such as having no memory. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final int device;
    private final FuseReceiver input;
    private final FuseReply reply;
    private final FuseDirectory directory;
    private final FuseData data;

    FuseWorker(int device, FuseFiles files, ChunkPool pool) {
        this.device = device;
        this.input = new FuseReceiver(pool);
        this.reply = new FuseReply(device);
        this.directory = new FuseDirectory(files, input, reply);
        this.data = new FuseData(files, input, reply);
    }

    /** Until the file system is unmounted. */
    @Override
    public void run() {
        if (FuseCalls.prctl(PR_SET_IO_FLUSHER, 1) != 0) {
            LOG.debug("a FUSE thread is no I/O flusher: errno {}", FuseCalls.errno());
        }
        boolean mounted = true;
        while (mounted) {
            try {
                if (input.receive(device) >= 0) {
                    serve(input.request());
                } else {
                    mounted = goesOn(FuseCalls.errno());
                }
            } catch (RuntimeException | Error e) {
                LOG.error("a FUSE thread goes on after", e);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean goesOn(int errno) {
        return switch (errno) {
            // A request was taken back before it was read.
            case FuseCalls.ENOENT, FuseCalls.EINTR, FuseCalls.EAGAIN -> true;
            case FuseCalls.ENODEV -> false;
            default -> {
                LOG.error("FUSE requests can no longer be read: errno {}", errno);
                yield false;
            }
        };
    }

    private void serve(FuseRequest request) {
        long unique = request.unique();
        try {
            dispatch(request);
        } catch (NbdException e) {
            reply.failed(unique, errno(e));
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("FUSE request {} failed", request.opcode(), e);
            reply.failed(unique, FuseCalls.EIO);
        }
    }

    private void dispatch(FuseRequest request) throws IOException {
        switch (request.opcode()) {
            case FuseProtocol.WRITE -> data.write(request);
            case FuseProtocol.READ -> data.read(request);
            case FuseProtocol.FSYNC -> data.sync(request);
            case FuseProtocol.FALLOCATE -> data.allocate(request);
            case FuseProtocol.INIT -> directory.begin(request);
            case FuseProtocol.LOOKUP -> directory.lookUp(request);
            case FuseProtocol.GETATTR -> directory.attributes(request);
            case FuseProtocol.STATFS -> directory.capacity(request);
            case FuseProtocol.OPEN -> directory.open(request);
            case FuseProtocol.RELEASE -> directory.release(request);
            case FuseProtocol.READDIR -> directory.list(request);
            case FuseProtocol.OPENDIR -> directory.openDirectory(request);
            // Nothing is cached here that closing a file would have to write.
            case FuseProtocol.FLUSH,
                    FuseProtocol.ACCESS,
                    FuseProtocol.RELEASEDIR,
                    FuseProtocol.DESTROY ->
                    reply.done(request.unique(), 0);
            // Nodes live as long as their disks. A disk's request is not taken back half way.
            case FuseProtocol.FORGET, FuseProtocol.BATCH_FORGET, FuseProtocol.INTERRUPT -> {}
            default -> reply.failed(request.unique(), FuseCalls.ENOSYS);
        }
    }

    private static int errno(NbdException e) {
        return switch (e.error()) {
            case ENOSPC -> FuseCalls.ENOSPC;
            case EPERM -> FuseCalls.EROFS;
            case EINVAL -> FuseCalls.EINVAL;
            default -> FuseCalls.EIO;
        };
    }

    @Override
    public void close() {
        input.close();
        reply.close();
        FuseCalls.close(device);
    }
}
