package io.continuo.lab;

/** Something a view holds that it must not, or lacks. The sentence names machine, disk and slot. */
record Finding(Kind kind, String sentence) {
    enum Kind {
        /** Acknowledged before the point and not in it. */
        LOST,
        /** Neither one record nor another. */
        TORN,
        /** Written after the point and in it. */
        AFTER,
        /** A record is in it while one that was acknowledged before that one was written is not. */
        DISORDER,
        /** The machine was started, and shows something else than what its disks hold. */
        SHOWN,
        /** Bytes where nothing was ever written, or a disk of another size. */
        FOREIGN
    }
}
