package io.continuo.server.recovery;

import io.continuo.server.domain.Machine;

/** Knows which recovery points all machines of a consistency group hold. */
@FunctionalInterface
public interface SharedPoints {
    /**
     * What a choice of a recovery point means for a machine among those of its group.
     *
     * @throws io.continuo.api.error.ContinuoException a shared point is asked for, and none is
     *     shared
     */
    String resolve(Machine machine, String choice);
}
