package io.continuo.replication.gateway;

import io.continuo.replication.stream.Frame;

/**
 * What waits in a process server's memory.
 *
 * @param sinceNanos when it came
 */
record Changes(Frame frame, long bytes, long sinceNanos) {}
