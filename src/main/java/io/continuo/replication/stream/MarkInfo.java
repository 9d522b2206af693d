package io.continuo.replication.stream;

import io.continuo.api.machine.PointKind;

/** What a mark record says of its recovery point. */
public record MarkInfo(PointKind kind, String label, boolean multiVm) {}
