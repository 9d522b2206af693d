package io.continuo.replication.fuse;

/** The part of FUSE's kernel interface that is spoken here (linux/fuse.h, version 7.31). */
final class FuseProtocol {
    static final int MAJOR = 7;
    static final int MINOR = 31;

    /** Of a request: length, opcode, unique, node, user, group, process, two paddings. */
    static final int IN_HEADER = 40;

    /** Of a reply: length, error, unique. */
    static final int OUT_HEADER = 16;

    /** What follows the header of a read or write. */
    static final int IO_IN = 40;

    static final int LOOKUP = 1;
    static final int FORGET = 2;
    static final int GETATTR = 3;
    static final int OPEN = 14;
    static final int READ = 15;
    static final int WRITE = 16;
    static final int STATFS = 17;
    static final int RELEASE = 18;
    static final int FSYNC = 20;
    static final int FLUSH = 25;
    static final int INIT = 26;
    static final int OPENDIR = 27;
    static final int READDIR = 28;
    static final int RELEASEDIR = 29;
    static final int ACCESS = 34;
    static final int INTERRUPT = 36;
    static final int DESTROY = 38;
    static final int BATCH_FORGET = 42;
    static final int FALLOCATE = 43;

    static final int INIT_ASYNC_READ = 1;
    static final int INIT_BIG_WRITES = 1 << 5;
    static final int INIT_ASYNC_DIRECT_IO = 1 << 15;
    static final int INIT_PARALLEL_DIRECTORY = 1 << 18;
    static final int INIT_MAX_PAGES = 1 << 22;

    static final int OPEN_DIRECT_IO = 1;
    static final int OPEN_PARALLEL_DIRECT_WRITES = 1 << 6;

    static final int INIT_OUT = 64;
    static final int ATTRIBUTES = 88;
    static final int ENTRY_OUT = 40 + ATTRIBUTES;
    static final int ATTRIBUTES_OUT = 16 + ATTRIBUTES;
    static final int OPEN_OUT = 16;
    static final int STATFS_OUT = 80;
    static final int WRITE_OUT = 8;
    static final int DIRECTORY_ENTRY = 24;

    static final int ROOT = 1;

    /** Of a file's open flags: writes are to be durable when answered. */
    static final int O_DSYNC = 0x1000;

    /** Of a file's open flags: how it is opened; more than 0 is for writing. */
    static final int O_ACCMODE = 3;

    static final int FALLOCATE_KEEP_SIZE = 1;
    static final int FALLOCATE_PUNCH_HOLE = 2;
    static final int FALLOCATE_ZERO_RANGE = 0x10;

    /** Makes a second descriptor for one mount: {@code FUSE_DEV_IOC_CLONE}. */
    static final long CLONE = 0x8004e500L;

    private FuseProtocol() {}
}
