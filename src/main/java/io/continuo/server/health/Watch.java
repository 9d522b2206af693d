package io.continuo.server.health;

import io.continuo.api.event.Update;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at everything once a second: samples RPO, notices changes, tells of machines. */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Machines are told of at most this often. */
    private static final long TELL_MILLIS = 500;

    private static final int LOOK_EVERY_TELLS = 2;

    /** Tables are pruned, drills ended and certificates renewed this seldom. */
    private static final int HOUSEKEEP_EVERY_TELLS = 2 * 3600;

    private final Machines machines;
    private final Components components;
    private final LiveFacts facts;
    private final MachineViews views;
    private final RpoHistory history;
    private final LoadWindow loads;
    private final Changes changes;
    private final UpdateHub hub;
    private final Clock clock;
    private final Runnable housekeeping;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread thread;

    Watch(
            Machines machines,
            Components components,
            LiveFacts facts,
            MachineViews views,
            RpoHistory history,
            LoadWindow loads,
            Changes changes,
            UpdateHub hub,
            Clock clock,
            Runnable housekeeping) {
        this.machines = machines;
        this.components = components;
        this.facts = facts;
        this.views = views;
        this.history = history;
        this.loads = loads;
        this.changes = changes;
        this.hub = hub;
        this.clock = clock;
        this.housekeeping = housekeeping;
    }

    public Watch start() {
        thread = Thread.ofVirtual().name("watch").start(this::run);
        return this;
    }

    private void run() {
        try {
            for (long turn = 1; !closed.await(TELL_MILLIS, TimeUnit.MILLISECONDS); turn++) {
                turn(turn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A defect in one look must not end all later ones. */
    private void turn(long turn) {
        try {
            hub.tellMachines(views::byId);
            if (turn % LOOK_EVERY_TELLS == 0) {
                look();
            }
            if (turn % HOUSEKEEP_EVERY_TELLS == 0) {
                housekeeping.run();
            }
        } catch (RuntimeException e) {
            LOG.error("The watch failed to look", e);
        }
    }

    private void look() {
        Instant now = clock.instant();
        Set<String> present = new HashSet<>();
        for (Machine machine : machines.all()) {
            present.add(machine.id());
            views.rpo(machine, now).ifPresent(rpo -> history.add(machine.id(), now, rpo));
        }
        history.keepOnly(present);
        for (Component component : components.all()) {
            facts.host(component.id()).ifPresent(host -> loads.observe(component.id(), host));
        }
        if (changes.look(now)) {
            hub.publish(new Update.TopologyChanged());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
