package io.continuo.lab;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The ledger of one machine for people to read: one line for every acknowledged record. A file that
 * has grown large is set aside, replacing the one set aside before.
 */
final class LedgerFile implements AutoCloseable {
    private static final long ROLL_BYTES = 64L << 20;

    private final Path file;
    private BufferedWriter out;
    private long writtenBytes;

    LedgerFile(Path directory, String machine) throws IOException {
        this.file = directory.resolve("ledger-" + machine + ".csv");
        open();
    }

    synchronized void add(LedgerEntry entry) {
        Stamp stamp = entry.stamp();
        String line =
                "%d,%d,%d,%d,%d\n"
                        .formatted(
                                stamp.sequence(),
                                entry.disk(),
                                stamp.slot(),
                                entry.issued(),
                                entry.acknowledged());
        try {
            out.write(line);
            out.flush();
            writtenBytes += line.length();
            if (writtenBytes > ROLL_BYTES) {
                out.close();
                Path aside = file.resolveSibling(file.getFileName() + ".1");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                open();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the lab cannot keep its ledger " + file, e);
        }
    }

    private void open() throws IOException {
        out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        writtenBytes = Files.size(file);
        if (writtenBytes == 0) {
            out.write("sequence,disk,slot,issued_us,acknowledged_us\n");
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lab cannot keep its ledger " + file, e);
        }
    }
}
