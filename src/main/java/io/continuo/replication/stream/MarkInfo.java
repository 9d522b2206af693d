package io.continuo.replication.stream;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.continuo.api.machine.PointKind;

/**
 * What a mark record says of its recovery point.
 *
 * <p>A point of a consistency group takes two records in each member's stream: its mark, which
 * names the round, and later one that confirms the round. Until then it is no point: the second
 * record is written only when every member's mark is durable (invariant 8).
 *
 * @param multiVm whether the machines of a consistency group share it
 * @param round of a group's barrier, or empty
 * @param timeMicros the time all members of the group give the point; 0 for the record's own
 * @param confirms the round that is confirmed by this record, which is no point itself; or empty
 * @param layout points from here on hold the disks of this layout; the record is no point itself;
 *     null for a record that says nothing of that
 */
public record MarkInfo(
        PointKind kind,
        String label,
        boolean multiVm,
        String round,
        Long timeMicros,
        String confirms,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer layout) {
    /** What an older agent did not write is as if it were empty. */
    public MarkInfo {
        kind = kind == null ? PointKind.CRASH : kind;
        label = label == null ? "" : label;
        round = round == null ? "" : round;
        timeMicros = timeMicros == null ? 0 : timeMicros;
        confirms = confirms == null ? "" : confirms;
    }

    public MarkInfo(PointKind kind, String label, boolean multiVm) {
        this(kind, label, multiVm, "", 0L, "", null);
    }

    /** The mark of a group's round, to be confirmed. */
    public static MarkInfo shared(PointKind kind, String label, String round, long timeMicros) {
        return new MarkInfo(kind, label, true, round, timeMicros, "", null);
    }

    /** What makes the mark of a round a point. */
    public static MarkInfo confirming(String round) {
        return new MarkInfo(PointKind.CRASH, "", true, "", 0L, round, null);
    }

    /** Points from here on hold the disks of this layout. */
    public static MarkInfo ofLayout(int layout) {
        return new MarkInfo(PointKind.CRASH, "", false, "", 0L, "", layout);
    }
}
