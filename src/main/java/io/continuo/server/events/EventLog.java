package io.continuo.server.events;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.event.Update;
import io.continuo.server.domain.Machine;
import io.continuo.server.store.EventStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps events and tells of them, in one order. */
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final Duration KEEP_FOR = Duration.ofDays(90);
    private static final long KEEP_COUNT = 100_000;

    private final EventStore store;
    private final UpdateHub hub;
    private final Clock clock;

    public EventLog(EventStore store, UpdateHub hub, Clock clock) {
        this.store = store;
        this.hub = hub;
        this.clock = clock;
    }

    public void raise(EventText text, Optional<Machine> machine) {
        raise(text, machine, clock.instant());
    }

    public synchronized void raise(EventText text, Optional<Machine> machine, Instant time) {
        EventView event =
                new EventView(
                        0,
                        time,
                        text.severity(),
                        text.code(),
                        machine.map(Machine::id),
                        machine.map(Machine::name),
                        text.message(),
                        text.cause(),
                        text.correction(),
                        text.args());
        long id = store.insert(event);
        LOG.info("{} {}", text.code(), text.message());
        hub.publish(new Update.EventRaised(withId(event, id)));
    }

    public List<EventView> newest(
            long before, Optional<String> machineId, Optional<Severity> severity, int limit) {
        return store.newest(before, machineId, severity, limit);
    }

    public List<EventView> after(long id, int limit) {
        return store.after(id, limit);
    }

    public long lastId() {
        return store.lastId();
    }

    /** Forgets what is past keeping. */
    public void prune() {
        store.prune(clock.instant().minus(KEEP_FOR), KEEP_COUNT);
    }

    private static EventView withId(EventView event, long id) {
        return new EventView(
                id,
                event.time(),
                event.severity(),
                event.code(),
                event.machineId(),
                event.machine(),
                event.message(),
                event.cause(),
                event.correction(),
                Map.copyOf(event.args()));
    }
}
