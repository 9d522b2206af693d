package io.continuo.replication.consistency;

import io.continuo.api.error.ContinuoException;

/** One after the other, and back in the opposite order. */
record QuiescerChain(Quiescer first, Quiescer second) implements Quiescer {
    @Override
    public Quiet quiesce() throws InterruptedException {
        Quiet outer = first.quiesce();
        Quiet inner;
        try {
            inner = second.quiesce();
        } catch (ContinuoException | InterruptedException e) {
            outer.resume();
            throw e;
        }
        return () -> {
            try {
                inner.resume();
            } finally {
                outer.resume();
            }
        };
    }
}
