package io.continuo.replication.mobility;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What a resync reads a machine's disks from, and when it may. */
interface CopySource {
    /** Whether the disks can be read now; asked again under {@link #turn}. */
    boolean ready();

    /** Held while a round reads, so that it is not taken away under it. */
    Lock turn();

    /** What the mark says that is made at the end. */
    byte[] markText();

    /** Disks that can be read at any time. */
    static CopySource always(byte[] markText) {
        Lock turn = new ReentrantLock();
        return new CopySource() {
            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public Lock turn() {
                return turn;
            }

            @Override
            public byte[] markText() {
                return markText;
            }
        };
    }
}
