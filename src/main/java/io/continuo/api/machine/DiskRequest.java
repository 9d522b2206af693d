package io.continuo.api.machine;

/**
 * Add a disk to a protected machine. It is captured as the machine's other disks are.
 *
 * @param path absolute path of a raw file or block device, as the machine's agent sees it
 */
public record DiskRequest(String path) {
    public DiskRequest {
        path = path == null ? "" : path;
    }
}
