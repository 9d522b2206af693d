package io.continuo.lab;

/**
 * What a record says of itself.
 *
 * @param slot where it belongs
 * @param sequence rising over all disks of its machine; records found on a fresh disk have 0
 * @param time microseconds since 1970, unique within the machine
 */
record Stamp(int slot, long sequence, long time) {}
