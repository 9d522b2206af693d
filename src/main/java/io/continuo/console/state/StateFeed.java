package io.continuo.console.state;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.event.Update;
import io.continuo.api.machine.MachineView;
import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.UiThread;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Feeds {@link ConsoleState} from a server: reads everything once, then follows its updates, asks
 * for its status every two seconds as proof of life, and reads everything again after a silence.
 * One thread; closing it leaves the state as it was.
 */
public final class StateFeed implements AutoCloseable {
    private static final Duration STATUS_PERIOD = Duration.ofSeconds(2);
    private static final Duration RELOAD_PERIOD = Duration.ofSeconds(30);
    private static final Duration GROUPS_PERIOD = Duration.ofSeconds(5);

    /** Histories are read one by one; in a larger estate sparklines fill as time goes by. */
    private static final int HISTORIES = 200;

    private static final int EVENTS = 500;
    private static final int JOBS = 200;

    private final ContinuoClient client;
    private final ConsoleState state;
    private final UiThread ui;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch firstPicture = new CountDownLatch(1);

    /** Machines of which an update came since the reading of everything began. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private volatile boolean reload = true;
    private volatile boolean topologyChanged = true;
    private volatile boolean policiesChanged = true;
    private volatile boolean groupsChanged = true;
    private Instant groupsRead = Instant.MIN;
    private ContinuoClient.Subscription updates;
    private Thread worker;

    public StateFeed(ContinuoClient client, ConsoleState state, UiThread ui, Clock clock) {
        this.client = client;
        this.state = state;
        this.ui = ui;
        this.clock = clock;
    }

    /** Starts to feed. */
    public StateFeed start() {
        updates = client.subscribe(this::onUpdate, this::onConnection);
        worker = Thread.ofVirtual().name("state-feed").start(this::run);
        return this;
    }

    /** Waits until everything has been read once and handed to the UI thread. */
    public boolean awaitFirstPicture(Duration limit) throws InterruptedException {
        return firstPicture.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void onUpdate(Update update) {
        switch (update) {
            case Update.MachineChanged changed -> {
                told.add(changed.machine().id());
                ui.merge(
                        "machine " + changed.machine().id(),
                        () -> state.putMachine(changed.machine()));
            }
            case Update.MachineRemoved removed -> {
                told.add(removed.machineId());
                ui.merge(
                        "machine " + removed.machineId(),
                        () -> state.removeMachine(removed.machineId()));
            }
            case Update.JobChanged changed ->
                    ui.merge("job " + changed.job().id(), () -> state.putJob(changed.job()));
            case Update.EventRaised raised ->
                    ui.merge("event " + raised.event().id(), () -> state.putEvent(raised.event()));
            case Update.PoliciesChanged changed -> {
                policiesChanged = true;
                groupsChanged = true;
            }
            case Update.TopologyChanged changed -> topologyChanged = true;
        }
        ui.merge("heard", state::heard);
    }

    private void onConnection(boolean up) {
        if (up) {
            reload = true;
        }
    }

    private void run() {
        Instant lastReload = Instant.MIN;
        boolean open = true;
        while (open) {
            try {
                readStatus();
                if (reload || clock.instant().isAfter(lastReload.plus(RELOAD_PERIOD))) {
                    boolean first = lastReload.equals(Instant.MIN);
                    reload = false;
                    readAll();
                    lastReload = clock.instant();
                    if (first) {
                        readHistories();
                    }
                }
                readWhatChanged();
                firstPicture.countDown();
            } catch (ContinuoException e) {
                reload = true;
                ui.merge("heard", state::lost);
            }
            open = !await(STATUS_PERIOD);
        }
    }

    private void readStatus() {
        var status = client.status();
        ui.merge(
                "status",
                () -> {
                    state.putServer(status);
                    state.heard();
                });
    }

    private void readAll() {
        told.clear();
        List<MachineView> machines = client.machines();
        var jobs = client.jobs(JOBS);
        var events = client.events(EVENTS, Optional.empty());
        ui.merge("all machines", () -> state.putMachines(machines, Set.copyOf(told)));
        ui.merge("all jobs", () -> jobs.reversed().forEach(state::putJob));
        ui.merge("all events", () -> state.putEvents(events));
        policiesChanged = true;
        groupsChanged = true;
        topologyChanged = true;
    }

    private void readHistories() {
        for (MachineView machine : client.machines().stream().limit(HISTORIES).toList()) {
            var samples = client.rpo(machine.id(), Duration.ofMinutes(60));
            ui.merge("history " + machine.id(), () -> state.putRpoHistory(machine.id(), samples));
        }
    }

    private void readWhatChanged() {
        if (policiesChanged) {
            policiesChanged = false;
            var policies = client.policies();
            ui.merge("policies", () -> state.putPolicies(policies));
        }
        if (groupsDue()) {
            groupsChanged = false;
            groupsRead = clock.instant();
            var groups = client.groups();
            ui.merge("groups", () -> state.putGroups(groups));
        }
        if (topologyChanged || state.topologyWatched()) {
            topologyChanged = false;
            var topology = client.topology();
            ui.merge("topology", () -> state.putTopology(topology));
        }
    }

    /** No update tells that a group has a new shared point. */
    private boolean groupsDue() {
        return groupsChanged
                || state.groupsWatched() && clock.instant().isAfter(groupsRead.plus(GROUPS_PERIOD));
    }

    private boolean await(Duration period) {
        try {
            return closed.await(period.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (updates != null) {
            updates.close();
        }
        if (worker != null) {
            worker.interrupt();
        }
    }
}
