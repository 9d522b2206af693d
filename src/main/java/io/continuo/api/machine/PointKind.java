package io.continuo.api.machine;

/** What a recovery point promises. */
public enum PointKind {
    /** All disks at one moment, as after a power cut. */
    CRASH,
    /** Applications had written everything out. */
    APP,
    /** Crash-consistent, made because a person asked for it. */
    MARK,
    /** Not a stored point: the newest moment the target holds. */
    LATEST,
    /** Not a stored point: a moment of the journal a person chose by its time. */
    MOMENT
}
