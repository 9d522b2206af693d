package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of which a power cut takes what was not synced. As on Linux, a sync that fails takes it too
 * and says so once: it stays readable, and the next sync succeeds without it.
 */
final class LosingFiles implements JournalFiles {
    private final JournalFiles real = new UnsyncedFiles();
    private final List<Range> unsynced = new ArrayList<>();
    private final List<Range> lost = new ArrayList<>();
    private boolean failing;

    private record Range(String file, long from, long end) {}

    /** The next sync of a segment fails. */
    synchronized void failOnce() {
        failing = true;
    }

    /** What was lost or never synced becomes zeros. */
    synchronized void powerCut(Path directory) throws IOException {
        lost.addAll(unsynced);
        for (Range range : lost) {
            Path file = directory.resolve(range.file());
            if (Files.exists(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.write(
                            ByteBuffer.allocate((int) (range.end() - range.from())), range.from());
                }
            }
        }
    }

    private synchronized void written(Range range) {
        lost.removeIf(one ->
                one.file().equals(range.file())
                        && one.from() >= range.from()
                        && one.end() <= range.end());
        unsynced.add(range);
    }

    private synchronized void synced(String file) throws IOException {
        List<Range> these = unsynced.stream().filter(one -> one.file().equals(file)).toList();
        unsynced.removeAll(these);
        if (failing && file.endsWith(".log")) {
            failing = false;
            lost.addAll(these);
            throw new IOException("Input/output error");
        }
    }

    @Override
    public SegmentFile open(Path path) throws IOException {
        String name = path.getFileName().toString();
        SegmentFile file = real.open(path);
        return new SegmentFile() {
            @Override
            public void write(ByteBuffer source, long position) throws IOException {
                long end = position + source.remaining();
                file.write(source, position);
                written(new Range(name, position, end));
            }

            @Override
            public void force() throws IOException {
                synced(name);
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
    public void forceDirectory(Path directory) {}
}
