package io.continuo.console.state;

import io.continuo.api.event.EventView;
import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.TopologyView;

import java.time.Clock;
import java.util.List;

/** A state filled by a test in place of a server. */
public final class SampleState {
    private final ConsoleState state;

    public SampleState(Clock clock) {
        state = new ConsoleState(clock);
        state.putServer(new ServerStatus("dr-khh-01", "0.1.0", 1, false, clock.instant()));
        state.heard();
    }

    public ConsoleState state() {
        return state;
    }

    public SampleState machines(List<MachineView> machines) {
        state.putMachines(machines, java.util.Set.of());
        return this;
    }

    public SampleState machine(MachineView machine) {
        state.putMachine(machine);
        return this;
    }

    public SampleState remove(String machineId) {
        state.removeMachine(machineId);
        return this;
    }

    public SampleState rpo(String machineId, List<RpoSample> samples) {
        state.machine(machineId).ifPresent(row -> row.rpoSeries().clear());
        state.putRpoHistory(machineId, samples);
        return this;
    }

    /** What all machines write, a sample every ten seconds up to now. */
    public SampleState churn(Clock clock, List<Long> bytesPerSecond) {
        state.series().churn().clear();
        for (int i = 0; i < bytesPerSecond.size(); i++) {
            state.series()
                    .sampleChurn(
                            clock.millis() - (bytesPerSecond.size() - 1 - i) * 10_000L,
                            bytesPerSecond.get(i));
        }
        return this;
    }

    public SampleState job(JobView job) {
        state.putJob(job);
        return this;
    }

    public SampleState event(EventView event) {
        state.putEvent(event);
        return this;
    }

    public SampleState policies(List<PolicyView> policies) {
        state.putPolicies(policies);
        return this;
    }

    public SampleState groups(List<GroupView> groups) {
        state.putGroups(groups);
        return this;
    }

    public SampleState topology(TopologyView topology) {
        state.putTopology(topology);
        return this;
    }

    public SampleState server(ServerStatus status) {
        state.putServer(status);
        return this;
    }

    /** The server stops answering. */
    public SampleState lost() {
        state.lost();
        return this;
    }
}
