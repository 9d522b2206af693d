package io.continuo.replication.stream;

/**
 * A receiver's answer to a sender that starts or comes back.
 *
 * @param durable everything up to here is safe; send on from the next sequence
 * @param consistent the newest durable place outside a resync: what can be recovered to now; {@link
 *     Position#START} if nothing can
 * @param insideEpoch whether an initial replication or resync was begun and not ended
 */
public record Welcome(Position durable, Position consistent, boolean insideEpoch) {}
