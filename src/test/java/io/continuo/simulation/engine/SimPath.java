package io.continuo.simulation.engine;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/** An absolute path of the simulated file system, or a relative one. */
final class SimPath implements Path {
    private final SimFiles files;
    private final boolean absolute;
    private final List<String> names;

    SimPath(SimFiles files, boolean absolute, List<String> names) {
        this.files = files;
        this.absolute = absolute;
        this.names = List.copyOf(names);
    }

    static SimPath current(String first, String... more) {
        return Simulation.current().files().getPath(first, more);
    }

    static SimPath parse(SimFiles files, String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return new SimPath(files, text.startsWith("/"), names);
    }

    SimFiles files() {
        return files;
    }

    private SimPath of(boolean absolute, List<String> names) {
        return new SimPath(files, absolute, names);
    }

    @Override
    public FileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public Path getRoot() {
        return absolute ? of(true, List.of()) : null;
    }

    @Override
    public Path getFileName() {
        return names.isEmpty() ? null : of(false, List.of(names.getLast()));
    }

    @Override
    public SimPath getParent() {
        return names.isEmpty() ? null : of(absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return of(false, List.of(names.get(index)));
    }

    @Override
    public Path subpath(int from, int to) {
        return of(false, names.subList(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        List<String> theirs = ((SimPath) other).names;
        return absolute == other.isAbsolute()
                && theirs.size() <= names.size()
                && names.subList(0, theirs.size()).equals(theirs);
    }

    @Override
    public boolean endsWith(Path other) {
        List<String> theirs = ((SimPath) other).names;
        return theirs.size() <= names.size()
                && names.subList(names.size() - theirs.size(), names.size()).equals(theirs);
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public Path resolve(Path other) {
        SimPath that = (SimPath) other;
        if (that.absolute) {
            return that;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(that.names);
        return of(absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        return of(false, ((SimPath) other).names.subList(names.size(), other.getNameCount()));
    }

    @Override
    public URI toUri() {
        return URI.create("sim:" + this);
    }

    @Override
    public SimPath toAbsolutePath() {
        return of(true, names);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return toAbsolutePath();
    }

    @Override
    public File toFile() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimPath path && toString().equals(path.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
