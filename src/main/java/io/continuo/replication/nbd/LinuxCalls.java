package io.continuo.replication.nbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The calls of the C library a disk needs and the JDK does not offer: holes, zeroing, and errors as
 * numbers. All return -1 on failure and leave the reason in {@link #errno()}, for each thread.
 *
 * <p>Reading and writing go this way too, because a {@code FileChannel} is closed by interrupting
 * whoever uses it, and a guest's disk must not be.
 */
final class LinuxCalls {
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> LAST =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));
    private static final StructLayout VECTOR =
            MemoryLayout.structLayout(ADDRESS.withName("base"), JAVA_LONG.withName("length"));
    private static final ThreadLocal<MemorySegment> ONE_VECTOR =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(VECTOR));

    private static final MethodHandle OPEN = variadic("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = plain("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle PREAD =
            plain("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle PREADV2 =
            plain("preadv2", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle PWRITE =
            plain("pwrite", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FDATASYNC = plain("fdatasync", JAVA_INT, JAVA_INT);
    private static final MethodHandle LSEEK =
            plain("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FALLOCATE =
            plain("fallocate", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FADVISE =
            plain("posix_fadvise", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

    private LinuxCalls() {}

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path, StandardCharsets.UTF_8);
            return (int) OPEN.invokeExact(LAST.get(), name, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int close(int file) {
        try {
            return (int) CLOSE.invokeExact(LAST.get(), file);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long pread(int file, MemorySegment target, long length, long offset) {
        try {
            return (long) PREAD.invokeExact(LAST.get(), file, target, length, offset);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long preadv2(int file, MemorySegment target, long length, long offset, int flags) {
        MemorySegment vector = ONE_VECTOR.get();
        vector.set(ADDRESS, 0, target);
        vector.set(JAVA_LONG, ADDRESS.byteSize(), length);
        try {
            return (long) PREADV2.invokeExact(LAST.get(), file, vector, 1, offset, flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long pwrite(int file, MemorySegment source, long length, long offset) {
        try {
            return (long) PWRITE.invokeExact(LAST.get(), file, source, length, offset);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int fdatasync(int file) {
        try {
            return (int) FDATASYNC.invokeExact(LAST.get(), file);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long lseek(int file, long offset, int whence) {
        try {
            return (long) LSEEK.invokeExact(LAST.get(), file, offset, whence);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int fallocate(int file, int mode, long offset, long length) {
        try {
            return (int) FALLOCATE.invokeExact(LAST.get(), file, mode, offset, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int fadvise(int file, long offset, long length, int advice) {
        try {
            return (int) FADVISE.invokeExact(LAST.get(), file, offset, length, advice);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Why the calling thread's last call failed. */
    static int errno() {
        return (int) ERRNO.get(LAST.get(), 0L);
    }

    private static MethodHandle plain(String name, ValueLayout result, ValueLayout... arguments) {
        return handle(name, result, arguments, Linker.Option.captureCallState("errno"));
    }

    private static MethodHandle variadic(
            String name, ValueLayout result, ValueLayout... arguments) {
        return handle(
                name,
                result,
                arguments,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(arguments.length));
    }

    @SuppressWarnings("restricted") // Native access is granted to the whole program.
    private static MethodHandle handle(
            String name, ValueLayout result, ValueLayout[] arguments, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow(name);
        return linker.downcallHandle(symbol, FunctionDescriptor.of(result, arguments), options);
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("a call without Java code threw", e);
    }
}
