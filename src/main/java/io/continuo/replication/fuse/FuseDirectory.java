package io.continuo.replication.fuse;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.nbd.NbdPeer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/** Requests for everything but a disk's bytes: names, sizes, opening and closing. */
final class FuseDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(FuseDirectory.class);

    /** Requests the kernel may have under way in the background; by default it is 12. */
    private static final int BACKGROUND = 128;

    private static final int CONGESTED = 96;
    private static final int PAGE = 4096;
    private static final int SECTOR = 512;
    private static final int DIRECTORY_MODE = 0040500;
    private static final int FILE_MODE = 0100600;
    private static final int READ_ONLY_MODE = 0100400;
    private static final int DIRECTORY_TYPE = 4;
    private static final int FILE_TYPE = 8;
    private static final int LONGEST_NAME = 255;

    private final FuseFiles files;
    private final FuseReceiver input;
    private final FuseReply reply;

    FuseDirectory(FuseFiles files, FuseReceiver input, FuseReply reply) {
        this.files = files;
        this.input = input;
        this.reply = reply;
    }

    /** The first request: versions and limits. */
    void begin(FuseRequest request) {
        int major = request.integer(0);
        int minor = request.integer(4);
        LOG.debug("the kernel speaks FUSE {}.{}", major, minor);
        if (major < FuseProtocol.MAJOR || major == FuseProtocol.MAJOR && minor < 28) {
            reply.failed(request.unique(), FuseCalls.EINVAL);
            return;
        }
        int wanted =
                FuseProtocol.INIT_ASYNC_READ
                        | FuseProtocol.INIT_BIG_WRITES
                        | FuseProtocol.INIT_ASYNC_DIRECT_IO
                        | FuseProtocol.INIT_PARALLEL_DIRECTORY
                        | FuseProtocol.INIT_MAX_PAGES;
        reply.zeros(FuseProtocol.INIT_OUT)
                .integer(0, FuseProtocol.MAJOR)
                .integer(4, FuseProtocol.MINOR)
                .integer(8, request.integer(8))
                .integer(12, request.integer(12) & wanted)
                .small(16, BACKGROUND)
                .small(18, CONGESTED)
                .integer(20, ChunkPool.PAYLOAD_BYTES)
                .integer(24, 1)
                .small(28, ChunkPool.PAYLOAD_BYTES / PAGE)
                .done(request.unique(), FuseProtocol.INIT_OUT);
    }

    void lookUp(FuseRequest request) {
        byte[] body = input.body(request.length() - FuseProtocol.IN_HEADER);
        String name = new String(body, 0, Math.max(0, body.length - 1), UTF_8);
        Optional<FuseFile> file =
                request.node() == FuseProtocol.ROOT ? files.find(name) : Optional.empty();
        if (file.isEmpty()) {
            reply.failed(request.unique(), FuseCalls.ENOENT);
            return;
        }
        reply.zeros(FuseProtocol.ENTRY_OUT).number(0, file.get().node()).number(24, 1);
        attributesOf(file.get(), 40);
        reply.done(request.unique(), FuseProtocol.ENTRY_OUT);
    }

    void attributes(FuseRequest request) {
        Optional<FuseFile> file = files.find(request.node());
        reply.zeros(FuseProtocol.ATTRIBUTES_OUT).number(0, 1);
        if (request.node() == FuseProtocol.ROOT) {
            attributes(16, FuseProtocol.ROOT, 0, DIRECTORY_MODE, 2);
        } else if (file.isPresent()) {
            attributesOf(file.get(), 16);
        } else {
            reply.failed(request.unique(), FuseCalls.ENOENT);
            return;
        }
        reply.done(request.unique(), FuseProtocol.ATTRIBUTES_OUT);
    }

    private void attributesOf(FuseFile file, int at) {
        NbdExport disk = file.disk();
        int mode = disk.readOnly() ? READ_ONLY_MODE : FILE_MODE;
        attributes(at, file.node(), disk.size(), mode, 1);
    }

    private void attributes(int at, long node, long size, int mode, int links) {
        reply.number(at, node)
                .number(at + 8, size)
                .number(at + 16, (size + SECTOR - 1) / SECTOR)
                .integer(at + 60, mode)
                .integer(at + 64, links)
                .integer(at + 80, PAGE);
    }

    /** All is taken, in blocks of the size discards should have. */
    void capacity(FuseRequest request) {
        long bytes = files.all().stream().mapToLong(file -> file.disk().size()).sum();
        reply.zeros(FuseProtocol.STATFS_OUT)
                .number(0, bytes / PAGE)
                .number(24, files.all().size())
                .integer(40, PAGE)
                .integer(44, LONGEST_NAME)
                .integer(48, PAGE)
                .done(request.unique(), FuseProtocol.STATFS_OUT);
    }

    void open(FuseRequest request) {
        FuseFile file = files.find(request.node()).orElse(null);
        if (file == null) {
            reply.failed(request.unique(), FuseCalls.ENOENT);
        } else if (file.disk().readOnly() && (request.integer(0) & FuseProtocol.O_ACCMODE) != 0) {
            reply.failed(request.unique(), FuseCalls.EROFS);
        } else {
            file.disk().opened(peer(request));
            opened(request, FuseProtocol.OPEN_DIRECT_IO | FuseProtocol.OPEN_PARALLEL_DIRECT_WRITES);
        }
    }

    void openDirectory(FuseRequest request) {
        opened(request, 0);
    }

    private void opened(FuseRequest request, int flags) {
        reply.zeros(FuseProtocol.OPEN_OUT)
                .integer(8, flags)
                .done(request.unique(), FuseProtocol.OPEN_OUT);
    }

    void release(FuseRequest request) {
        files.find(request.node()).ifPresent(file -> file.disk().closed(peer(request)));
        reply.done(request.unique(), 0);
    }

    private static NbdPeer peer(FuseRequest request) {
        return new NbdPeer(request.process(), "fuse");
    }

    /** Names from an offset on: 0 is ".", 1 is "..", then the files. */
    void list(FuseRequest request) {
        if (request.node() != FuseProtocol.ROOT) {
            reply.failed(request.unique(), FuseCalls.ENOTDIR);
            return;
        }
        long from = request.number(8);
        int room = Math.clamp(request.integer(16), 0, ChunkPool.PAYLOAD_BYTES);
        List<FuseFile> all = files.all();
        int at = 0;
        for (long i = from; i >= 0 && i < all.size() + 2; i++) {
            FuseFile file = i < 2 ? null : all.get((int) i - 2);
            byte[] name = (i == 0 ? "." : i == 1 ? ".." : file.disk().name()).getBytes(UTF_8);
            int length = (FuseProtocol.DIRECTORY_ENTRY + name.length + 7) & ~7;
            if (at + length > room) {
                break;
            }
            reply.number(at, file == null ? FuseProtocol.ROOT : file.node())
                    .number(at + 8, i + 1)
                    .integer(at + 16, name.length)
                    .integer(at + 20, file == null ? DIRECTORY_TYPE : FILE_TYPE)
                    .bytes(at + FuseProtocol.DIRECTORY_ENTRY, name);
            at += length;
        }
        reply.done(request.unique(), at);
    }
}
