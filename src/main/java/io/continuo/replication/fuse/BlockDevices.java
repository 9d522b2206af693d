package io.continuo.replication.fuse;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.Json;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Disks as block devices of this system: a loop device on a {@link FuseServer}'s file for each.
 * Nothing is mounted before the first is wanted.
 *
 * <p>A device keeps its number over restarts where nobody else took it meanwhile.
 */
public final class BlockDevices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockDevices.class);

    private final Path mountPoint;
    private final Path memory;
    private final ChunkPool pool;
    private final Map<String, Path> devices = new HashMap<>();
    private FuseServer server;

    private BlockDevices(Path mountPoint, Path memory, ChunkPool pool) {
        this.mountPoint = mountPoint;
        this.memory = memory;
        this.pool = pool;
    }

    /**
     * Makes ready, after cleaning up what a process that died here has left: its loop devices, then
     * its mount. What cannot be cleaned up now is tried again by {@link #open}; disks served over
     * NBD do not depend on it.
     *
     * @param data the component's directory; the files appear below it
     */
    public static BlockDevices in(Path data, ChunkPool pool) throws IOException {
        Path mountPoint = FuseServer.place(data.resolve("devices"));
        Path memory = mountPoint.resolveSibling("devices.json");
        BlockDevices devices = new BlockDevices(mountPoint, memory, pool);
        if (Files.exists(memory)) {
            try {
                devices.cleanUp();
            } catch (IOException | RuntimeException e) {
                LOG.warn("what was left behind at {} stays: {}", mountPoint, e.getMessage());
            }
        }
        return devices;
    }

    private void cleanUp() throws IOException {
        for (Path device : LoopDevice.under(mountPoint)) {
            LOG.info("{} was left behind: it is detached", device);
            LoopDevice.detach(device);
        }
        FuseServer.cleanUp(mountPoint);
    }

    /**
     * Gets ready for the first disk.
     *
     * @throws io.continuo.api.error.ContinuoException DEVICE_UNAVAILABLE: not allowed here
     */
    public synchronized void open() throws IOException {
        if (server == null) {
            cleanUp();
            remember(numbers());
            server = FuseServer.mount(mountPoint, pool, FuseServer.THREADS);
        }
    }

    /**
     * Makes a disk a block device.
     *
     * @return its path
     * @throws io.continuo.api.error.ContinuoException DEVICE_UNAVAILABLE: not allowed here
     */
    public synchronized Path add(NbdExport disk) throws IOException {
        open();
        Path file = server.add(disk);
        try {
            Map<String, Integer> numbers = numbers();
            Path device = LoopDevice.attach(file, Optional.ofNullable(numbers.get(disk.name())));
            devices.put(disk.name(), device);
            numbers.put(disk.name(), LoopDevice.number(device));
            remember(numbers);
            LOG.info("{} is {}", disk.name(), device);
            return device;
        } catch (IOException | RuntimeException e) {
            remove(disk.name());
            throw e;
        }
    }

    /** A disk's device; nothing if it is none. */
    public synchronized Optional<Path> device(String name) {
        return Optional.ofNullable(devices.get(name));
    }

    /** A disk's device, if a file system or swap space is on it. */
    public Optional<Path> inUse(String name) {
        return device(name).filter(LoopDevice::inUse);
    }

    /** Whether a path is one of these devices or files, which must not be protected themselves. */
    public boolean owns(String text) {
        Path path;
        try {
            path = Path.of(text).normalize();
        } catch (InvalidPathException e) {
            return false;
        }
        return path.startsWith(mountPoint)
                || path.startsWith("/dev")
                        && LoopDevice.file(path)
                                .filter(file -> file.startsWith(mountPoint))
                                .isPresent();
    }

    /** Takes a disk's device away. Afterwards nobody is inside the disk. */
    public synchronized void remove(String name) {
        Path device = devices.remove(name);
        if (device != null) {
            try {
                LoopDevice.detach(device);
            } catch (IOException e) {
                LOG.warn("{} of {}: {}", device, name, e.getMessage());
            }
        }
        if (server != null) {
            server.remove(name);
        }
    }

    private Map<String, Integer> numbers() throws IOException {
        if (!Files.exists(memory)) {
            return new TreeMap<>();
        }
        return Json.mapper()
                .readValue(memory.toFile(), new TypeReference<TreeMap<String, Integer>>() {});
    }

    private void remember(Map<String, Integer> numbers) throws IOException {
        Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
        Json.mapper().writeValue(fresh.toFile(), numbers);
        Files.move(fresh, memory, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public synchronized void close() {
        for (String name : Map.copyOf(devices).keySet()) {
            remove(name);
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
