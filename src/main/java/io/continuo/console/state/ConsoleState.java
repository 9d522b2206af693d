package io.continuo.console.state;

import io.continuo.api.event.EventView;
import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.TopologyView;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The last known picture of everything, shared by all screens. {@link StateFeed} keeps it fed;
 * screens only read and listen. UI thread only.
 */
public final class ConsoleState {
    /** Events kept for screens that follow; older ones are asked from the server. */
    public static final int EVENTS_KEPT = 2_000;

    /** Jobs kept for screens that follow. */
    public static final int JOBS_KEPT = 500;

    private static final List<Duration> TREND_SPANS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(60));

    /** So many say how long this estate has been followed. */
    private static final int TREND_MACHINES = 50;

    private final Clock clock;
    private final Map<String, MachineRow> machinesById = new HashMap<>();
    private final Map<String, JobRow> jobsById = new HashMap<>();
    private final ObservableList<MachineRow> machines = FXCollections.observableArrayList();
    private final ObservableList<JobRow> jobs = FXCollections.observableArrayList();
    private final ObservableList<EventView> events = FXCollections.observableArrayList();
    private final ObservableList<PolicyView> policies = FXCollections.observableArrayList();
    private final ObservableList<GroupView> groups = FXCollections.observableArrayList();
    private final LinkHistory linkHistory = new LinkHistory();
    private final ReadOnlyObjectWrapper<Optional<TopologyView>> topology =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ServerStatus>> server =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Connection> connection;
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final AtomicInteger topologyWatchers = new AtomicInteger();
    private final AtomicInteger groupWatchers = new AtomicInteger();
    private final EstateSeries series = new EstateSeries();
    private Duration serverAhead = Duration.ZERO;

    public ConsoleState(Clock clock) {
        this.clock = clock;
        connection = new ReadOnlyObjectWrapper<>(new Connection.Connecting(clock.instant()));
    }

    /**
     * Every machine, in the order first seen; rows are stable, sort and filter through wrappers.
     */
    public ObservableList<MachineRow> machines() {
        return FXCollections.unmodifiableObservableList(machines);
    }

    public Optional<MachineRow> machine(String idOrName) {
        MachineRow byId = machinesById.get(idOrName);
        return byId != null
                ? Optional.of(byId)
                : machines.stream().filter(row -> row.name().equals(idOrName)).findFirst();
    }

    /** Newest first. */
    public ObservableList<JobRow> jobs() {
        return FXCollections.unmodifiableObservableList(jobs);
    }

    /** Newest first. */
    public ObservableList<EventView> events() {
        return FXCollections.unmodifiableObservableList(events);
    }

    public ObservableList<PolicyView> policies() {
        return FXCollections.unmodifiableObservableList(policies);
    }

    /** By name; what they share is kept fresh while a screen {@link #watchGroups watches}. */
    public ObservableList<GroupView> groups() {
        return FXCollections.unmodifiableObservableList(groups);
    }

    /** The group a machine is in. */
    public Optional<GroupView> groupOf(String machine) {
        return groups.stream().filter(group -> group.machines().contains(machine)).findFirst();
    }

    /** Empty until read once; kept fresh while a screen {@link #watchTopology watches}. */
    public ReadOnlyObjectProperty<Optional<TopologyView>> topology() {
        return topology.getReadOnlyProperty();
    }

    /** What the links of the topology carried, as far as it was read. */
    public LinkHistory linkHistory() {
        return linkHistory;
    }

    public ReadOnlyObjectProperty<Optional<ServerStatus>> server() {
        return server.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Connection> connection() {
        return connection.getReadOnlyProperty();
    }

    /** Rises with every change of anything, at most ten times a second. */
    public ReadOnlyLongProperty revision() {
        return revision.getReadOnlyProperty();
    }

    /**
     * How far back trends reach: as long as there is something to show, at most an hour. One span
     * for all, so that lines can be compared.
     */
    public Duration trendSpan() {
        long oldest =
                machines.stream()
                        .limit(TREND_MACHINES)
                        .filter(row -> !row.rpoSeries().isEmpty())
                        .mapToLong(row -> row.rpoSeries().millisAt(0))
                        .min()
                        .orElse(clock.millis());
        Duration known = Duration.ofMillis(clock.millis() - oldest);
        return TREND_SPANS.stream()
                .filter(span -> known.compareTo(span) <= 0)
                .findFirst()
                .orElse(TREND_SPANS.getLast());
    }

    /** Sums over the estate since this console follows it. */
    public EstateSeries series() {
        return series;
    }

    /** Keeps the topology fresh, every two seconds, until the subscription ends. */
    public Subscription watchTopology() {
        topologyWatchers.incrementAndGet();
        return topologyWatchers::decrementAndGet;
    }

    /** Keeps what groups share fresh, every few seconds, until the subscription ends. */
    public Subscription watchGroups() {
        groupWatchers.incrementAndGet();
        return groupWatchers::decrementAndGet;
    }

    /** Whether a screen shows groups; may be asked from any thread. */
    boolean groupsWatched() {
        return groupWatchers.get() > 0;
    }

    /** Whether a screen shows the topology; may be asked from any thread. */
    boolean topologyWatched() {
        return topologyWatchers.get() > 0;
    }

    /** The time now by the server's clock, for ages of what it reported. */
    public Instant serverNow() {
        return clock.instant().plus(serverAhead);
    }

    /** How many machines are in each state. */
    public Map<Health, Integer> machinesByHealth() {
        Map<Health, Integer> counts = new EnumMap<>(Health.class);
        machines.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
        return counts;
    }

    /** Jobs that wait or run. */
    public int jobsRunning() {
        return (int) jobs.stream().filter(row -> !row.view().state().ended()).count();
    }

    void putMachine(MachineView view) {
        MachineRow row = machinesById.get(view.id());
        boolean isNew = row == null;
        if (isNew) {
            row = new MachineRow(view);
            machinesById.put(view.id(), row);
        }
        row.update(view, clock.millis());
        if (isNew) {
            machines.add(row);
        }
        changed();
    }

    void removeMachine(String machineId) {
        MachineRow row = machinesById.remove(machineId);
        if (row != null) {
            machines.remove(row);
            changed();
        }
    }

    /**
     * Makes the machines exactly these.
     *
     * @param told ids of machines of which something newer was told since these were read: those
     *     stay as they are, or stay away
     */
    void putMachines(Collection<MachineView> read, Set<String> told) {
        List<MachineView> views = read.stream().filter(view -> !told.contains(view.id())).toList();
        Set<String> present = new HashSet<>(told);
        views.forEach(view -> present.add(view.id()));
        machinesById.keySet().retainAll(present);
        machines.removeIf(row -> !present.contains(row.id()));
        List<MachineRow> added =
                views.stream()
                        .filter(view -> !machinesById.containsKey(view.id()))
                        .map(view -> {
                            var row = new MachineRow(view);
                            machinesById.put(view.id(), row);
                            return row;
                        })
                        .toList();
        long now = clock.millis();
        views.forEach(view -> machinesById.get(view.id()).update(view, now));
        machines.addAll(added);
        changed();
    }

    /** Fills a machine's RPO of the last hour; what is already known is kept. */
    void putRpoHistory(String machineId, List<RpoSample> samples) {
        MachineRow row = machinesById.get(machineId);
        if (row == null || row.rpoSeries().size() > 2) {
            return;
        }
        row.rpoSeries().clear();
        for (RpoSample sample : samples) {
            row.sample(sample.time().minus(serverAhead).toEpochMilli(), sample.rpoSeconds());
        }
        changed();
    }

    void putJob(JobView view) {
        JobRow row = jobsById.get(view.id());
        if (row != null) {
            row.update(view);
        } else {
            row = new JobRow(view);
            jobsById.put(view.id(), row);
            int at = 0;
            while (at < jobs.size() && jobs.get(at).view().createdAt().isAfter(view.createdAt())) {
                at++;
            }
            jobs.add(at, row);
            if (jobs.size() > JOBS_KEPT) {
                jobsById.remove(jobs.removeLast().id());
            }
        }
        changed();
    }

    void putEvent(EventView event) {
        int at = 0;
        while (at < events.size() && events.get(at).id() > event.id()) {
            at++;
        }
        if (at < events.size() && events.get(at).id() == event.id()) {
            return;
        }
        events.add(at, event);
        if (events.size() > EVENTS_KEPT) {
            events.removeLast();
        }
        changed();
    }

    void putEvents(List<EventView> newestFirst) {
        if (events.isEmpty()) {
            events.setAll(newestFirst);
            changed();
        } else {
            newestFirst.forEach(this::putEvent);
        }
    }

    void putPolicies(List<PolicyView> all) {
        policies.setAll(all);
        changed();
    }

    /** Public, so that a screen that changed a group need not wait for the next reading. */
    public void putGroups(List<GroupView> all) {
        if (!groups.equals(all)) {
            groups.setAll(all);
            changed();
        }
    }

    void putTopology(TopologyView view) {
        linkHistory.add(view, clock.millis());
        topology.set(Optional.of(view));
        series.sampleCaches(clock.millis(), view);
        changed();
    }

    void putServer(ServerStatus status) {
        serverAhead = Duration.between(clock.instant(), status.time());
        server.set(Optional.of(status));
        if (!machines.isEmpty()) {
            series.sampleChurn(
                    clock.millis(),
                    machines.stream().mapToLong(row -> row.churnProperty().get()).sum());
        }
        changed();
    }

    void heard() {
        connection.set(new Connection.Live(clock.instant()));
    }

    void lost() {
        if (!connection.get().stale()) {
            connection.set(new Connection.Stale(connection.get().lastHeard()));
            changed();
        }
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
