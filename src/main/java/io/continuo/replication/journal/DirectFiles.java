package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Files written past the page cache; through it where the file system has no such thing
 * (reference/datapath.md: the journal through the page cache runs at a third of the speed).
 */
public final class DirectFiles implements JournalFiles {
    private final Optional<OpenOption> direct = directOption();

    @Override
    public SegmentFile open(Path path) throws IOException {
        return new Channel(openChannel(path));
    }

    private FileChannel openChannel(Path path) throws IOException {
        if (direct.isPresent()) {
            try {
                return FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, direct.get());
            } catch (UnsupportedOperationException | IOException refused) {
                // The file system may refuse; if it is the file itself, this says so:
                return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
        }
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** By name: the compiler warns of the class itself, and a JDK may come without it. */
    private static Optional<OpenOption> directOption() {
        try {
            for (Object option :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option instanceof OpenOption found && option.toString().equals("DIRECT")) {
                    return Optional.of(found);
                }
            }
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private record Channel(FileChannel channel) implements SegmentFile {
        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            long at = position;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
