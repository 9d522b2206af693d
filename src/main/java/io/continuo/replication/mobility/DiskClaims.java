package io.continuo.replication.mobility;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The disks this agent has claimed. Looked at before a disk is even opened: closing a file gives up
 * every lock the process has on it, whoever took it.
 */
public final class DiskClaims {
    private final Map<Object, DiskClaim> claims = new HashMap<>();

    /**
     * Claims a disk until what is returned is closed.
     *
     * @throws io.continuo.api.error.ContinuoException someone has it
     */
    synchronized Closeable take(Path path) throws IOException {
        Object key = key(path);
        if (claims.containsKey(key)) {
            throw DiskClaim.taken(path).toException();
        }
        DiskClaim claim = DiskClaim.take(path);
        claims.put(key, claim);
        return () -> giveUp(key, claim);
    }

    /** Whether this agent has the disk, under whatever name. */
    synchronized boolean has(Path path) throws IOException {
        return claims.containsKey(key(path));
    }

    private synchronized void giveUp(Object key, DiskClaim claim) throws IOException {
        if (claims.remove(key, claim)) {
            claim.close();
        }
    }

    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }
}
