package io.continuo.lab;

/**
 * A record a guest wrote, as the ledger has it.
 *
 * @param disk index of its disk
 * @param stamp what was written
 * @param acknowledged when its acknowledgement had arrived, on the ledger's clock; {@link #NEVER}
 *     while it has not
 */
record LedgerEntry(int disk, Stamp stamp, long acknowledged) {
    static final long NEVER = Long.MAX_VALUE;

    /** When it was about to be written, on the ledger's clock. */
    long issued() {
        return stamp.time();
    }
}
