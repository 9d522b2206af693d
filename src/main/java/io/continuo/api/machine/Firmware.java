package io.continuo.api.machine;

/** What a machine starts with. */
public enum Firmware {
    BIOS,
    UEFI
}
