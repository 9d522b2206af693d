package io.continuo.replication.fuse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The calls of the C library a FUSE file system needs. All return -1 on failure and leave the
 * reason in {@link #errno()}, for each thread.
 */
final class FuseCalls {
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int ENODEV = 19;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int ENOSYS = 38;
    static final int EOPNOTSUPP = 95;

    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> LAST =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private static final MethodHandle OPEN = handle("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = handle("close", 0, JAVA_INT, JAVA_INT);
    private static final MethodHandle READV =
            handle("readv", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle WRITE =
            handle("write", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle MOUNT =
            handle("mount", 0, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle UMOUNT2 = handle("umount2", 0, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle IOCTL =
            handle("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle PRCTL =
            handle("prctl", 1, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private FuseCalls() {}

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) OPEN.invokeExact(LAST.get(), text(arena, path), flags);
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

    /**
     * @param vectors an array of {@code struct iovec}
     */
    static long readv(int file, MemorySegment vectors, int count) {
        try {
            return (long) READV.invokeExact(LAST.get(), file, vectors, count);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long write(int file, MemorySegment source, long length) {
        try {
            return (long) WRITE.invokeExact(LAST.get(), file, source, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int mount(String source, String target, String type, long flags, String options) {
        try (Arena arena = Arena.ofConfined()) {
            return (int)
                    MOUNT.invokeExact(
                            LAST.get(),
                            text(arena, source),
                            text(arena, target),
                            text(arena, type),
                            flags,
                            text(arena, options));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int unmount(String target, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) UMOUNT2.invokeExact(LAST.get(), text(arena, target), flags);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int ioctl(int file, long request, MemorySegment pointer) {
        try {
            return (int) IOCTL.invokeExact(LAST.get(), file, request, pointer);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int prctl(int option, long value) {
        try {
            return (int) PRCTL.invokeExact(LAST.get(), option, value, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Why the calling thread's last call failed. */
    static int errno() {
        return (int) ERRNO.get(LAST.get(), 0L);
    }

    private static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_8);
    }

    /**
     * @param variadic the first argument that C declares as "...", or 0
     */
    @SuppressWarnings("restricted") // Native access is granted to the whole program.
    private static MethodHandle handle(
            String name, int variadic, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow(name);
        Linker.Option errno = Linker.Option.captureCallState("errno");
        Linker.Option[] options =
                variadic == 0
                        ? new Linker.Option[] {errno}
                        : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(variadic)};
        return linker.downcallHandle(symbol, FunctionDescriptor.of(result, arguments), options);
    }

    private static AssertionError impossible(Throwable e) {
        return new AssertionError("a call without Java code threw", e);
    }
}
