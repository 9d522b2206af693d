package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Real files, of which chosen ones fail when told to. */
public final class FailingFiles implements JournalFiles {
    /** What can fail. */
    public enum Act {
        OPEN,
        WRITE,
        FORCE
    }

    private final JournalFiles real = new DirectFiles();
    private volatile Act failing;
    private volatile Predicate<String> names = name -> false;
    private volatile String message = "Input/output error";

    /** From now on the act fails for files whose names match. */
    public void fail(Act act, Predicate<String> which, String why) {
        message = why;
        failing = act;
        names = which;
    }

    /** Nothing fails from now on. */
    public void heal() {
        names = name -> false;
    }

    private void check(Act act, Path path) throws IOException {
        if (act == failing && names.test(path.getFileName().toString())) {
            throw new IOException(message);
        }
    }

    @Override
    public SegmentFile open(Path path) throws IOException {
        check(Act.OPEN, path);
        SegmentFile file = real.open(path);
        return new SegmentFile() {
            @Override
            public void write(ByteBuffer source, long position) throws IOException {
                check(Act.WRITE, path);
                file.write(source, position);
            }

            @Override
            public void force() throws IOException {
                check(Act.FORCE, path);
                file.force();
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        real.forceDirectory(directory);
    }
}
