package io.continuo.replication.fuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is mounted where, from {@code /proc/self/mountinfo}: a mount whose server died must not even
 * be looked at.
 */
final class Mounts {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int NUMBER = 2;
    private static final int TARGET = 4;
    private static final int MNT_DETACH = 2;
    private static final int UMOUNT_NOFOLLOW = 8;

    private Mounts() {}

    /** Whether something is mounted exactly there. */
    static boolean has(Path target) throws IOException {
        return device(target).isPresent();
    }

    /** The {@code major:minor} of what is mounted there; the minor names a FUSE connection. */
    static Optional<String> device(Path target) throws IOException {
        String wanted = target.toString();
        return Files.readAllLines(TABLE).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > TARGET && unescape(fields[TARGET]).equals(wanted))
                .map(fields -> fields[NUMBER])
                .reduce((lower, upper) -> upper);
    }

    /** Takes a mount away at once, whoever still uses it; false if that is not allowed. */
    static boolean detach(Path target) {
        return FuseCalls.unmount(target.toString(), MNT_DETACH | UMOUNT_NOFOLLOW) == 0;
    }

    /** Blanks and the like are written as three octal digits there. */
    private static String unescape(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 3 < field.length()) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(field.charAt(i));
            }
        }
        return text.toString();
    }
}
