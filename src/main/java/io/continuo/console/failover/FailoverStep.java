package io.continuo.console.failover;

/** The pages of the failover wizard. */
enum FailoverStep {
    KIND,
    POINT,
    CHECKS,
    CONFIRM;

    FailoverStep next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }

    FailoverStep previous() {
        return values()[Math.max(ordinal() - 1, 0)];
    }
}
