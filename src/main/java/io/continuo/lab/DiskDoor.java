package io.continuo.lab;

import java.io.IOException;

/** Opens a disk by its NBD URI, a new connection each time. */
@FunctionalInterface
interface DiskDoor {
    GuestDisk open(String uri) throws IOException;
}
