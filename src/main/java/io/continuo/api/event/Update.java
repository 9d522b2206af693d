package io.continuo.api.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;

/** What the event stream carries: {@code type} is the SSE event name and a field of the JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Update.MachineChanged.class, name = "machine"),
    @JsonSubTypes.Type(value = Update.MachineRemoved.class, name = "machine-removed"),
    @JsonSubTypes.Type(value = Update.JobChanged.class, name = "job"),
    @JsonSubTypes.Type(value = Update.EventRaised.class, name = "event"),
    @JsonSubTypes.Type(value = Update.PoliciesChanged.class, name = "policies"),
    @JsonSubTypes.Type(value = Update.TopologyChanged.class, name = "topology")
})
public sealed interface Update {
    record MachineChanged(MachineView machine) implements Update {}

    record MachineRemoved(String machineId) implements Update {}

    record JobChanged(JobView job) implements Update {}

    record EventRaised(EventView event) implements Update {}

    /** Read the policies again. */
    record PoliciesChanged() implements Update {}

    /** Servers or links came, went or changed health; read the topology again. */
    record TopologyChanged() implements Update {}
}
