package io.continuo.server.domain;

/** Where a protected machine is in its life. */
public enum Phase {
    /** Enable protection has not finished; if it fails the machine goes. */
    ENABLING,
    PROTECTED,
    /** Disable protection has begun; the machine goes. */
    DISABLING
}
