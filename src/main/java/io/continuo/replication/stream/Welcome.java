package io.continuo.replication.stream;

/**
 * A receiver's answer to a sender that starts or comes back. What an older receiver does not say is
 * as if it were false.
 *
 * @param durable the target holds everything up to here
 * @param consistent the newest durable place outside a resync: what can be recovered to now; {@link
 *     Position#START} if nothing can
 * @param insideEpoch whether an initial replication or resync was begun and not ended, as of {@code
 *     kept}
 * @param kept everything up to here is safe, at the target or on a process server's disk; send on
 *     from the next sequence
 * @param pieces whether it may be asked for hashes of pieces, and for hashes with a key
 * @param gaps whether it knows {@link RecordType#SUPERSEDED}
 */
public record Welcome(
        Position durable,
        Position consistent,
        boolean insideEpoch,
        Position kept,
        Boolean pieces,
        Boolean gaps) {
    public Welcome {
        kept = kept == null ? durable : kept;
        pieces = pieces != null && pieces;
        gaps = gaps != null && gaps;
    }

    /** From a process server, to whom nothing is sent that has gaps. */
    public Welcome(
            Position durable,
            Position consistent,
            boolean insideEpoch,
            Position kept,
            Boolean pieces) {
        this(durable, consistent, insideEpoch, kept, pieces, false);
    }

    /** From a target: what is safe is what it holds. */
    public Welcome(Position durable, Position consistent, boolean insideEpoch) {
        this(durable, consistent, insideEpoch, durable, false, false);
    }
}
