package io.continuo.simulation.engine;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The files of a run: a {@link Volume} for each first name of a path. */
public final class SimFiles extends FileSystem {
    private final SimFileProvider provider = new SimFileProvider(this);
    private final TreeMap<String, Volume> volumes = new TreeMap<>();

    /** Adds an empty disk; its files are below {@code /name}. */
    public Volume mount(String name, Simulation run) {
        Volume volume = new Volume(name, run);
        volumes.put(name, volume);
        return volume;
    }

    Volume volume(SimPath path) {
        if (path.getNameCount() == 0) {
            return volumes.firstEntry().getValue();
        }
        Volume found = volumes.get(path.getName(0).toString());
        if (found == null) {
            throw new IllegalArgumentException("no volume for " + path);
        }
        return found;
    }

    @Override
    public SimPath getPath(String first, String... more) {
        return SimPath.parse(this, more.length == 0 ? first : first + "/" + String.join("/", more));
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        // Goes with its run.
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        FileSystem real = FileSystems.getDefault();
        PathMatcher matcher = real.getPathMatcher(pattern);
        return path -> matcher.matches(real.getPath(path.toString()));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
