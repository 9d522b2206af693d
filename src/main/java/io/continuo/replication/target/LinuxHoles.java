package io.continuo.replication.target;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What Linux knows of holes in files and Java does not: fallocate(2) to make them, lseek(2) with
 * SEEK_DATA and SEEK_HOLE to find them.
 */
final class LinuxHoles {
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int KEEP_SIZE_AND_PUNCH_HOLE = 1 | 2;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int ENXIO = 6;

    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle fallocate;
    private final MethodHandle lseek;
    private final MemoryLayout stateLayout = Linker.Option.captureStateLayout();
    private final VarHandle errno =
            stateLayout.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    @SuppressWarnings("restricted")
    private LinuxHoles() {
        Linker linker = Linker.nativeLinker();
        Linker.Option keepErrno = Linker.Option.captureCallState("errno");
        open =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("open"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        close =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("close"),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        fallocate =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("fallocate"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG));
        lseek =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("lseek"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_INT),
                        keepErrno);
    }

    /** Nothing where the system is not Linux. */
    static Optional<LinuxHoles> find() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        return linux ? Optional.of(new LinuxHoles()) : Optional.empty();
    }

    /** A descriptor of its own for an existing file, or -1. */
    int open(Path path) {
        return open(path, O_RDWR);
    }

    /** The same for a file that is only looked at. */
    int openReadOnly(Path path) {
        return open(path, 0);
    }

    private int open(Path path, int how) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toAbsolutePath().toString());
            return (int) open.invokeExact(name, how | O_CLOEXEC);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void close(int descriptor) {
        try {
            int ignored = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Frees a range, which reads as zeros then; false if the file system cannot. */
    boolean punch(int descriptor, long offset, long length) {
        try {
            return (int) fallocate.invokeExact(descriptor, KEEP_SIZE_AND_PUNCH_HOLE, offset, length)
                    == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The first allocated byte at or after {@code offset}; {@code end} if there is none. */
    long nextData(int descriptor, long offset, long end) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(stateLayout);
            long found = (long) lseek.invokeExact(state, descriptor, offset, SEEK_DATA);
            if (found >= 0) {
                return Math.min(found, end);
            }
            // ENXIO: nothing but a hole to the end. Anything else: take it for data.
            return (int) errno.get(state, 0L) == ENXIO ? end : offset;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The first byte of a hole at or after {@code offset}; {@code end} if there is none. */
    long nextHole(int descriptor, long offset, long end) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(stateLayout);
            long found = (long) lseek.invokeExact(state, descriptor, offset, SEEK_HOLE);
            return found < 0 ? end : Math.min(found, end);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a call into the C library could not be made", e);
    }
}
