package io.continuo.platform.qemu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What a machine wrote to its serial line. QEMU appends to a file; when that has grown over a bound
 * its end is kept in a second one and it begins anew, so that both together stay bounded while
 * somebody watches.
 */
final class SerialLog {
    private static final long BOUND = 1 << 20;
    private static final int KEPT = 1 << 18;

    private final Path file;
    private final Path before;

    SerialLog(Path file) {
        this.file = file;
        this.before = file.resolveSibling(file.getFileName() + ".before");
    }

    /** How much was written since it last began anew; 0 where nothing was. */
    long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Whether anything was ever written. */
    boolean any() {
        return size() > 0 || Files.exists(before);
    }

    /** At most so many of the last bytes, as text. */
    String tail(int bytes) {
        byte[] now = end(file, bytes);
        byte[] all = now;
        if (now.length < bytes && Files.exists(before)) {
            byte[] old = end(before, bytes - now.length);
            all = new byte[old.length + now.length];
            System.arraycopy(old, 0, all, 0, old.length);
            System.arraycopy(now, 0, all, old.length, now.length);
        }
        return new String(all, StandardCharsets.UTF_8).replace("\r", "").replace("\0", "");
    }

    /** Whether it ends in a line that waits for an answer: a login, a shell, a loader. */
    boolean atPrompt() {
        String text = tail(200);
        int line = text.lastIndexOf('\n') + 1;
        return text.substring(line).matches("(?s).*\\S ?[>#$:] ");
    }

    private static byte[] end(Path path, int bytes) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = file.length();
            byte[] end = new byte[(int) Math.min(bytes, length)];
            file.seek(length - end.length);
            file.readFully(end);
            return end;
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Begins anew where it has grown too large. */
    void trim() throws IOException {
        if (size() <= BOUND) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, end(file, KEPT));
        Files.move(next, before, StandardCopyOption.REPLACE_EXISTING);
        // QEMU appends, so that it goes on at the new end.
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
    }
}
