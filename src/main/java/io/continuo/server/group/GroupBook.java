package io.continuo.server.group;

import io.continuo.api.error.Problem;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.machine.CaptureKind;
import io.continuo.server.domain.Group;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Machines;
import io.continuo.server.store.GroupStore;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The consistency groups there are, in memory and in the store. */
final class GroupBook {
    private final GroupStore store;
    private final Machines machines;
    private final Map<String, Group> byId = new ConcurrentHashMap<>();

    GroupBook(GroupStore store, Machines machines) {
        this.store = store;
        this.machines = machines;
        store.all().forEach(group -> byId.put(group.id(), group));
    }

    /** By name, without the members that are gone. */
    synchronized List<Group> all() {
        List.copyOf(byId.values()).forEach(this::forgetGone);
        return byId.values().stream()
                .sorted(Comparator.comparing(Group::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private void forgetGone(Group group) {
        List<String> left =
                group.machineIds().stream().filter(id -> machines.byId(id).isPresent()).toList();
        if (left.size() < group.machineIds().size()) {
            save(new Group(group.id(), group.name(), group.version() + 1, left));
        }
    }

    /** Its members, by name; the first one's agent coordinates. */
    List<Machine> members(Group group) {
        return group.machineIds().stream()
                .map(machines::byId)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Machine::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Optional<Group> of(Machine machine) {
        return byId.values().stream()
                .filter(group -> group.machineIds().contains(machine.id()))
                .findFirst();
    }

    Group get(String idOrName) {
        return all().stream()
                .filter(group ->
                        group.id().equals(idOrName) || group.name().equalsIgnoreCase(idOrName))
                .findFirst()
                .orElseThrow(() -> GroupRules.unknown(idOrName).toException());
    }

    synchronized Group create(GroupRequest request) {
        return save(checked(Ids.next("group"), 1, request));
    }

    synchronized Group change(String idOrName, GroupRequest request) {
        Group before = get(idOrName);
        return save(checked(before.id(), before.version() + 1, request));
    }

    synchronized void delete(String idOrName) {
        Group group = get(idOrName);
        store.delete(group.id());
        byId.remove(group.id());
    }

    private Group save(Group group) {
        store.save(group);
        byId.put(group.id(), group);
        return group;
    }

    private static boolean inIntervals(Machine machine) {
        return machine.disks().stream().anyMatch(disk -> disk.capture() == CaptureKind.QEMU);
    }

    private Group checked(String id, long version, GroupRequest request) {
        String name = request.name();
        if (name.isBlank()
                || !name.equals(name.strip())
                || name.length() > GroupRules.LONGEST_NAME) {
            refuse(GroupRules.name(name));
        }
        List<Machine> wanted = request.machines().stream().map(machines::get).distinct().toList();
        wanted.stream()
                .filter(GroupBook::inIntervals)
                .findFirst()
                .ifPresent(machine -> refuse(GroupRules.inIntervals(machine.name())));
        if (wanted.size() < GroupRules.FEWEST || wanted.size() > GroupRules.MOST) {
            refuse(GroupRules.size(name, wanted.size()));
        }
        for (Group other : all()) {
            if (other.id().equals(id)) {
                continue;
            }
            if (other.name().equalsIgnoreCase(name)) {
                refuse(GroupRules.nameTaken(name));
            }
            wanted.stream()
                    .filter(machine -> other.machineIds().contains(machine.id()))
                    .findFirst()
                    .ifPresent(
                            machine -> refuse(GroupRules.elsewhere(machine.name(), other.name())));
        }
        return new Group(id, name, version, wanted.stream().map(Machine::id).toList());
    }

    private static void refuse(Problem problem) {
        throw problem.toException();
    }
}
