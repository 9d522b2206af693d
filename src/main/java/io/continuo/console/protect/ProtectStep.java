package io.continuo.console.protect;

/** The pages of the wizard, in order. */
enum ProtectStep {
    SCENARIO,
    DISKS,
    POLICY,
    CHECKS,
    REVIEW;

    boolean isFirst() {
        return ordinal() == 0;
    }

    ProtectStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    ProtectStep previous() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}
