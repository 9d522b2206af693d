package io.continuo.replication.qemu;

/** A protected disk of a running QEMU: its place in the machine, where it is, its size. */
public record QemuDisk(int index, QemuAddress address, long size) {}
