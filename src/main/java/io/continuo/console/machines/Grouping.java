package io.continuo.console.machines;

/** What the list of machines is grouped by. */
enum Grouping {
    NONE,
    POLICY,
    HEALTH,
    DATA_STATE
}
