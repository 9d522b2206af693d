package io.continuo.replication.consistency;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.continuo.replication.stream.MarkInfo;

/** What a coordinator asks of a member of a consistency group, in this order. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BarrierCall.Quiesce.class, name = "quiesce"),
    @JsonSubTypes.Type(value = BarrierCall.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = BarrierCall.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = BarrierCall.Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = BarrierCall.Release.class, name = "release"),
    @JsonSubTypes.Type(value = BarrierCall.AwaitDurable.class, name = "await-durable"),
    @JsonSubTypes.Type(value = BarrierCall.Confirm.class, name = "confirm")
})
public sealed interface BarrierCall {
    String round();

    String machineId();

    /** Make the machine's applications quiet, for an app-consistent point. */
    record Quiesce(String round, String machineId) implements BarrierCall {}

    /** Let its applications go on. */
    record Resume(String round, String machineId) implements BarrierCall {}

    /**
     * Hold back writes, and let those under way finish.
     *
     * @param groupId the member must know the group, in this version
     */
    record Hold(String round, String machineId, String groupId, long groupVersion, long limitMillis)
            implements BarrierCall {}

    /** Mark the place; all members are held. */
    record Mark(String round, String machineId, MarkInfo info) implements BarrierCall {}

    /** Let writes go on; all members are marked, or the round was given up. */
    record Release(String round, String machineId) implements BarrierCall {}

    /** Answer when the mark is durable. */
    record AwaitDurable(String round, String machineId, long limitMillis) implements BarrierCall {}

    /** Make the mark a point; all members' marks are durable. */
    record Confirm(String round, String machineId, long limitMillis) implements BarrierCall {}
}
