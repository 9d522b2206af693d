package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

/**
 * A record that says something of the history itself: a mark, or the begin or end of an epoch.
 *
 * @param at where it is
 * @param before where the record before it is
 * @param text its payload
 */
record Landmark(RecordType type, Position at, Position before, String text) {}
