package io.continuo.server.inventory;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Update;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.store.MachineStore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The protected machines, in memory and in the store; every change is told. */
public final class Machines {
    private final MachineStore store;
    private final UpdateHub hub;
    private final Map<String, Machine> byId = new ConcurrentHashMap<>();
    private final NavigableMap<String, String> idByName = new ConcurrentSkipListMap<>();

    public Machines(MachineStore store, UpdateHub hub) {
        this.store = store;
        this.hub = hub;
        store.all().forEach(this::hold);
    }

    public Collection<Machine> all() {
        return List.copyOf(byId.values());
    }

    /** Sorted by name, those after a name. */
    public List<Machine> page(String after, int limit) {
        return idByName.tailMap(Machine.key(after), false).values().stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .limit(limit)
                .toList();
    }

    public Optional<Machine> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By id or by name, whatever its case. */
    public Optional<Machine> find(String idOrName) {
        return byId(idOrName)
                .or(() ->
                        Optional.ofNullable(idByName.get(Machine.key(idOrName)))
                                .flatMap(this::byId));
    }

    public Machine get(String idOrName) {
        return find(idOrName).orElseThrow(() -> Refusals.machineUnknown(idOrName).toException());
    }

    /** Refused when its name or one of its disks is taken. */
    public synchronized void add(Machine machine) {
        nameProblem(machine.name()).map(Problem::toException).ifPresent(Machines::refuse);
        machine.disks().stream()
                .map(disk -> diskProblem(machine.servers().agent(), disk.path()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Problem::toException)
                .ifPresent(Machines::refuse);
        store.insert(List.of(machine));
        hold(machine);
        hub.machineChanged(machine.id());
        hub.publish(new Update.TopologyChanged());
    }

    public Optional<Problem> nameProblem(String name) {
        return idByName.containsKey(Machine.key(name))
                ? Optional.of(
                        Problem.of(
                                ErrorCode.NAME_TAKEN,
                                "There is a protected machine " + name + " already.",
                                "Names of machines are unique, whatever their case.",
                                "Choose another name, or unprotect that machine first.",
                                name))
                : Optional.empty();
    }

    public Optional<Problem> diskProblem(String agentId, String path) {
        return byId.values().stream()
                .filter(machine -> machine.servers().agent().equals(agentId))
                .filter(machine ->
                        machine.disks().stream().anyMatch(disk -> disk.path().equals(path)))
                .findFirst()
                .map(machine ->
                        Problem.of(
                                ErrorCode.DISK_ALREADY_PROTECTED,
                                "The disk " + path + " is protected already.",
                                "It is a disk of machine " + machine.name() + ".",
                                "Give another disk, or unprotect " + machine.name() + " first.",
                                path,
                                machine.name()));
    }

    /** Changes a machine; nothing happens, and nothing is returned, when it is gone. */
    public synchronized Optional<Machine> change(String id, UnaryOperator<Machine> change) {
        Machine before = byId.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Machine after = change.apply(before);
        if (!after.equals(before)) {
            store.update(after, !after.disks().equals(before.disks()));
            byId.put(id, after);
            hub.machineChanged(id);
        }
        return Optional.of(after);
    }

    public synchronized void remove(String id) {
        Machine machine = byId.get(id);
        if (machine != null) {
            store.delete(id);
            byId.remove(id);
            idByName.remove(Machine.key(machine.name()));
            hub.publish(new Update.MachineRemoved(id));
            hub.publish(new Update.TopologyChanged());
        }
    }

    private void hold(Machine machine) {
        byId.put(machine.id(), machine);
        idByName.put(Machine.key(machine.name()), machine.id());
    }

    private static void refuse(RuntimeException refusal) {
        throw refusal;
    }
}
