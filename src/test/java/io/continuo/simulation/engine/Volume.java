package io.continuo.simulation.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk with a file system, as a power cut sees it: what was written and not synced is there in
 * any part and any order, in sectors; names made, moved or removed are there up to the last sync of
 * their directory, and then as far as chance has it.
 */
public final class Volume {
    private final String name;
    private final Simulation run;
    private final Random random;
    private final Directory root = new Directory();
    private long nextInode = 1;
    private boolean full;
    private boolean failNextForce;
    private boolean failedLately;
    private long slowNanos;

    /** One call in so many comes back late; 0 for none. */
    private final int lateIn;

    Volume(String name, Simulation run) {
        this.name = name;
        this.run = run;
        this.random = new Random(run.random().nextLong());
        this.lateIn =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> 64;
                    default -> 8;
                };
    }

    /** A directory: its names now, and what became of them since they were durable. */
    static final class Directory implements Entry {
        final TreeMap<String, Entry> names = new TreeMap<>();
        private final List<Change> unsynced = new ArrayList<>();
        private TreeMap<String, Entry> durable = new TreeMap<>();

        void change(Change change) {
            change.apply(names);
            unsynced.add(change);
        }

        void sync() {
            durable = new TreeMap<>(names);
            unsynced.clear();
        }

        private void cut(Random random) {
            names.clear();
            names.putAll(durable);
            int kept = random.nextInt(unsynced.size() + 1);
            unsynced.subList(0, kept).forEach(change -> change.apply(names));
            sync();
        }
    }

    /** What a name stands for. */
    sealed interface Entry permits Directory, Inode {}

    /** One change of the names of a directory. */
    interface Change {
        void apply(Map<String, Entry> names);
    }

    public String name() {
        return name;
    }

    Simulation run() {
        return run;
    }

    // --- faults

    /** Whether there is no room for anything more. */
    public void full(boolean full) {
        this.full = full;
    }

    boolean isFull() {
        return full;
    }

    /** The next sync of a file fails once, and what it was to make durable is lost. */
    public void failNextForce() {
        failNextForce = true;
    }

    /** Whether a failure was ordered and did not come yet; it will not any more. */
    public boolean takeForceFailure() {
        boolean fails = failNextForce;
        failedLately |= fails;
        failNextForce = false;
        return fails;
    }

    /** Whether a sync or a write has failed since this was asked last. */
    public boolean takeFailed() {
        boolean failed = failedLately;
        failedLately = false;
        return failed;
    }

    /** Every sync takes this much longer. */
    public void slow(long nanos) {
        slowNanos = nanos;
    }

    /** Power goes. Nothing may have files of it open. */
    public void cut() {
        cut(root);
    }

    private void cut(Directory directory) {
        directory.cut(random);
        for (Entry entry : directory.names.values()) {
            switch (entry) {
                case Directory below -> cut(below);
                case Inode file -> file.cut(random);
            }
        }
    }

    /**
     * Turns bits of a file, as an old disk does.
     *
     * @return whether there was a byte to turn
     */
    public boolean rot(String path, long offset) {
        Entry found = find(SimPath.parse(null, path));
        if (!(found instanceof Inode file) || offset >= file.size()) {
            return false;
        }
        file.rot(offset, 1 << random.nextInt(8));
        return true;
    }

    // --- what calls take

    void syscall() {
        run.crossing();
    }

    /** What a call has read may be old, and what it wrote be seen, before its caller goes on. */
    void comesBack() {
        if (lateIn > 0 && Thread.currentThread().isVirtual() && random.nextInt(lateIn) == 0) {
            run.pause(1 + random.nextInt(random.nextInt(4) == 0 ? 4_000_000 : 200_000));
        }
    }

    void forceTakes() {
        if (Thread.currentThread().isVirtual()) {
            run.pause(
                    slowNanos
                            + 20_000
                            + random.nextInt(random.nextInt(8) == 0 ? 4_000_000 : 400_000));
        }
    }

    // --- names

    Entry find(SimPath path) {
        Entry at = root;
        for (int i = 1; i < path.getNameCount() && at != null; i++) {
            at =
                    at instanceof Directory directory
                            ? directory.names.get(path.getName(i).toString())
                            : null;
        }
        return at;
    }

    Entry require(SimPath path) throws IOException {
        Entry found = find(path);
        if (found == null) {
            throw new NoSuchFileException(path.toString());
        }
        return found;
    }

    Directory parent(SimPath path) throws IOException {
        if (require(path.getParent()) instanceof Directory directory) {
            return directory;
        }
        throw new NoSuchFileException(path.toString());
    }

    Inode create(SimPath path) throws IOException {
        checkRoom();
        Inode file = new Inode(this, nextInode++);
        String last = path.getFileName().toString();
        parent(path).change(names -> names.put(last, file));
        return file;
    }

    void createDirectory(SimPath path) throws IOException {
        if (find(path) != null) {
            throw new FileAlreadyExistsException(path.toString());
        }
        checkRoom();
        Directory made = new Directory();
        String last = path.getFileName().toString();
        parent(path).change(names -> names.put(last, made));
    }

    void delete(SimPath path) throws IOException {
        require(path);
        String last = path.getFileName().toString();
        parent(path).change(names -> names.remove(last));
    }

    void move(SimPath from, SimPath to) throws IOException {
        Entry moved = require(from);
        Directory directory = parent(from);
        if (directory != parent(to)) {
            throw new IOException("only within a directory");
        }
        String before = from.getFileName().toString();
        String after = to.getFileName().toString();
        directory.change(names -> {
            names.remove(before);
            names.put(after, moved);
        });
    }

    void checkRoom() throws IOException {
        if (full) {
            failedLately = true;
            throw new IOException("No space left on device");
        }
    }
}
