package io.continuo.replication.gateway;

import java.util.BitSet;

/**
 * A stretch of a stream, and which of its changes need not travel because later ones of it stand
 * for them.
 *
 * @param first sequence of its first change
 * @param last sequence of its last
 * @param wholeAt sequence with which all that was left out is made up for
 * @param superseded counted from {@code first}; never changed
 */
record Span(long first, long last, long wholeAt, BitSet superseded) {
    boolean leavesOut(long sequence) {
        return sequence >= first && sequence <= last && superseded.get((int) (sequence - first));
    }
}
