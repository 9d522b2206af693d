package io.continuo.simulation.engine;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The calls of {@link java.nio.file.Files}, for simulated ones. */
final class SimFileProvider extends FileSystemProvider {
    private final SimFiles files;

    SimFileProvider(SimFiles files) {
        this.files = files;
    }

    private Volume volume(Path path) {
        return files.volume(((SimPath) path).toAbsolutePath());
    }

    private static SimPath sim(Path path) {
        return ((SimPath) path).toAbsolutePath();
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Volume volume = volume(path);
        volume.syscall();
        Volume.Entry found = volume.find(sim(path));
        if (found instanceof Volume.Directory directory) {
            return new SimChannel(volume, null, directory);
        }
        if (found != null && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        boolean create =
                options.contains(StandardOpenOption.CREATE)
                        || options.contains(StandardOpenOption.CREATE_NEW);
        Inode file =
                found == null && create
                        ? volume.create(sim(path))
                        : (Inode) volume.require(sim(path));
        if (options.contains(StandardOpenOption.TRUNCATE_EXISTING) && file.size() > 0) {
            file.resize(0);
        }
        SimChannel channel = new SimChannel(volume, file, null);
        return options.contains(StandardOpenOption.APPEND)
                ? channel.position(file.size())
                : channel;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        if (!(volume(path).require(sim(path)) instanceof Volume.Directory directory)) {
            throw new NotDirectoryException(path.toString());
        }
        List<Path> all = new ArrayList<>();
        for (String name : directory.names.keySet()) {
            Path below = path.resolve(name);
            if (filter.accept(below)) {
                all.add(below);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return all.iterator();
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        volume(path).syscall();
        volume(path).createDirectory(sim(path));
    }

    @Override
    public void delete(Path path) throws IOException {
        volume(path).syscall();
        volume(path).delete(sim(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        volume(source).syscall();
        volume(source).move(sim(source), sim(target));
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        return sim(one).equals(sim(other));
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        return new SimFileStore(volume(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        volume(path).require(sim(path));
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        return type.cast(new Attributes(volume(path).name(), volume(path).require(sim(path))));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getScheme() {
        return "sim";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        return files.getPath(uri.getSchemeSpecificPart());
    }

    private record Attributes(String volume, Volume.Entry entry) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.from(
                    entry instanceof Inode file ? file.modified() : 0, TimeUnit.NANOSECONDS);
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return entry instanceof Inode;
        }

        @Override
        public boolean isDirectory() {
            return entry instanceof Volume.Directory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return entry instanceof Inode file ? file.size() : 0;
        }

        @Override
        public Object fileKey() {
            return entry instanceof Inode file ? volume + file.number() : null;
        }
    }
}
