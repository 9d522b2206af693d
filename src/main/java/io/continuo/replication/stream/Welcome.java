package io.continuo.replication.stream;

/**
 * A receiver's answer to a sender that starts or comes back.
 *
 * @param durable the target holds everything up to here
 * @param consistent the newest durable place outside a resync: what can be recovered to now; {@link
 *     Position#START} if nothing can
 * @param insideEpoch whether an initial replication or resync was begun and not ended, as of {@code
 *     kept}
 * @param kept everything up to here is safe, at the target or on a process server's disk; send on
 *     from the next sequence
 */
public record Welcome(Position durable, Position consistent, boolean insideEpoch, Position kept) {
    public Welcome {
        kept = kept == null ? durable : kept;
    }

    /** From a target: what is safe is what it holds. */
    public Welcome(Position durable, Position consistent, boolean insideEpoch) {
        this(durable, consistent, insideEpoch, durable);
    }
}
