package io.continuo.console;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Update;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.TopologyView;
import io.continuo.client.PlanClient;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.JobRow;
import io.continuo.console.state.MachineRow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A server that answers what a story tells. */
public class StoryClient extends ScriptedClient {
    private final ServerStatus status;
    private final List<MachineView> machines;
    private final List<EventView> events;
    private final List<JobView> jobs;
    private final List<PolicyView> policies;
    private final TopologyView topology;
    private volatile boolean closed;

    public StoryClient(ConsoleState story) {
        status = story.server().get().orElseThrow();
        machines = story.machines().stream().map(MachineRow::view).toList();
        events = List.copyOf(story.events());
        jobs = story.jobs().stream().map(JobRow::view).toList();
        policies = List.copyOf(story.policies());
        topology =
                story.topology()
                        .get()
                        .orElse(new TopologyView(List.of(), List.of(), List.of(), List.of()));
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public PlanClient plans() {
        return new SamplePlans();
    }

    @Override
    public ServerStatus status() {
        return new ServerStatus(
                status.name(), status.version(), status.apiVersion(), status.lab(), Instant.now());
    }

    @Override
    public List<MachineView> machines() {
        return machines;
    }

    @Override
    public MachineView machine(String machine) {
        return machines.stream()
                .filter(each -> each.name().equals(machine) || each.id().equals(machine))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<PointView> points(String machine) {
        return machine(machine).newestPoint().stream().toList();
    }

    @Override
    public List<JobView> jobs(int limit) {
        return jobs;
    }

    @Override
    public List<EventView> events(int limit, Optional<String> machine) {
        return events;
    }

    @Override
    public List<PolicyView> policies() {
        return policies;
    }

    @Override
    public TopologyView topology() {
        return topology;
    }

    @Override
    public Subscription subscribe(Consumer<Update> onUpdate, Consumer<Boolean> onConnection) {
        onConnection.accept(true);
        return () -> {};
    }

    @Override
    public void close() {
        closed = true;
    }
}
