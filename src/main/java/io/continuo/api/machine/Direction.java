package io.continuo.api.machine;

/** Which way a machine replicates (DOMAIN.md: three attributes). */
public enum Direction {
    FORWARD,
    REVERSE,
    NONE
}
