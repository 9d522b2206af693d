package io.continuo.server.events;

import io.continuo.api.event.Update;
import io.continuo.api.machine.MachineView;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Hands updates to every subscription. Changes of machines are gathered and told by {@link
 * #tellMachines} so that a machine that reports often is not told of more often than people can
 * see.
 */
public final class UpdateHub implements AutoCloseable {
    private final CopyOnWriteArrayList<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Set<String> changedMachines = new HashSet<>();
    private boolean closed;

    public Subscription subscribe() {
        Subscription subscription =
                new Subscription(subscriptions::remove, Subscription.STALL_LIMIT);
        synchronized (changedMachines) {
            if (closed) {
                subscription.close();
                return subscription;
            }
        }
        subscriptions.add(subscription);
        return subscription;
    }

    public void publish(Update update) {
        subscriptions.forEach(subscription -> subscription.offer(update));
    }

    public void machineChanged(String machineId) {
        synchronized (changedMachines) {
            changedMachines.add(machineId);
        }
    }

    /** Tells everyone how the machines changed since the last call look now. */
    public void tellMachines(Function<String, Optional<MachineView>> view) {
        Set<String> changed;
        synchronized (changedMachines) {
            changed = Set.copyOf(changedMachines);
            changedMachines.clear();
        }
        if (subscriptions.isEmpty()) {
            return;
        }
        for (String id : changed) {
            view.apply(id).map(Update.MachineChanged::new).ifPresent(this::publish);
        }
    }

    @Override
    public void close() {
        synchronized (changedMachines) {
            closed = true;
        }
        subscriptions.forEach(Subscription::close);
    }
}
