package io.continuo.client.nbd;

/**
 * A part of a disk and what is known of it.
 *
 * @param offset bytes from the start of the disk
 * @param length bytes
 * @param hole not allocated
 * @param zero reads as zeros
 */
public record NbdExtent(long offset, long length, boolean hole, boolean zero) {}
