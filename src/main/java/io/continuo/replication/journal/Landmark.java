package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

/**
 * A record that says something of the history itself: a mark, the begin or end of an epoch, or that
 * changes were left out from there on.
 *
 * @param at where it is
 * @param before where the record before it is
 * @param text its payload; where changes were left out, the sequence that has all of them again
 */
record Landmark(RecordType type, Position at, Position before, String text) {}
