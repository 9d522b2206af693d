package io.continuo.bench;

import java.nio.file.Path;

/**
 * A server under measurement.
 *
 * @param name as shown
 * @param uri where its disk is: over NBD, or the path of a device
 * @param image the file behind the disk, for putting the page cache in a known state
 */
record Contender(String name, String uri, Path image) {}
