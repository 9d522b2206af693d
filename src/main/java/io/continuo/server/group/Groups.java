package io.continuo.server.group;

import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.event.Update;
import io.continuo.api.group.GroupPoint;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.PointChoice;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.server.domain.Group;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Policy;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.recovery.Points;
import io.continuo.server.recovery.SharedPoints;
import io.continuo.server.store.GroupStore;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** Consistency groups, as asked over the API; and what the members' agents are told of them. */
public final class Groups implements SharedPoints {
    private static final Duration MARK_LIMIT = Duration.ofSeconds(50);
    private static final int LONGEST_LABEL = 200;

    private final GroupBook book;
    private final PolicyBook policies;
    private final LiveFacts facts;
    private final Points points;
    private final OrderDesk orders;
    private final UpdateHub hub;
    private final Map<String, List<GroupSpec>> told = new ConcurrentHashMap<>();

    public Groups(
            GroupStore store,
            Machines machines,
            PolicyBook policies,
            LiveFacts facts,
            Points points,
            OrderDesk orders,
            UpdateHub hub) {
        this.book = new GroupBook(store, machines);
        this.policies = policies;
        this.facts = facts;
        this.points = points;
        this.orders = orders;
        this.hub = hub;
    }

    public List<GroupView> list() {
        return book.all().stream().map(this::view).toList();
    }

    public GroupView create(GroupRequest request) {
        return changed(book.create(request));
    }

    public GroupView change(String idOrName, GroupRequest request) {
        return changed(book.change(idOrName, request));
    }

    private GroupView changed(Group group) {
        tellAll();
        hub.publish(new Update.PoliciesChanged());
        return view(group);
    }

    public void delete(String idOrName) {
        book.delete(idOrName);
        tellAll();
        hub.publish(new Update.PoliciesChanged());
    }

    /** Makes a shared point; returns once it exists at every member's target. */
    public List<GroupPoint> mark(String idOrName, String label, boolean appConsistent) {
        Group group = book.get(idOrName);
        if (label.length() > LONGEST_LABEL) {
            throw Refusals.badRequest(
                            "The label is too long.",
                            "A label has at most " + LONGEST_LABEL + " characters.",
                            "Shorten it.")
                    .toException();
        }
        List<Machine> members = book.members(group);
        if (members.isEmpty()) {
            throw GroupRules.size(group.name(), 0).toException();
        }
        PointKind kind = appConsistent ? PointKind.APP : PointKind.MARK;
        Outcome outcome =
                orders.give(
                        members.getFirst().servers().agent(),
                        Ids.next("mark"),
                        new Order.MarkGroup(group.id(), kind, label),
                        MARK_LIMIT,
                        OrderDesk.Watcher.NONE);
        if (!(outcome instanceof Outcome.GroupMarked marked)) {
            throw new IllegalStateException("the agent answered " + outcome);
        }
        List<GroupPoint> made = new ArrayList<>();
        for (Machine member : members) {
            PointView point = marked.points().get(member.id());
            if (point != null) {
                points.made(member.id(), point);
                made.add(new GroupPoint(member.name(), point));
            }
        }
        return made;
    }

    private void tellAll() {
        Set<String> agents = new HashSet<>(told.keySet());
        book.all().stream()
                .flatMap(group -> book.members(group).stream())
                .forEach(machine -> agents.add(machine.servers().agent()));
        agents.forEach(this::tell);
    }

    /** A component reported: what it knows of its groups may be old. */
    public void heard(String componentId, ComponentReport report) {
        if (!report.captures().isEmpty() || told.containsKey(componentId)) {
            tell(componentId);
        }
    }

    /** A component that enrols knows nothing. */
    public void back(String componentId) {
        told.remove(componentId);
    }

    private void tell(String componentId) {
        List<GroupSpec> now =
                book.all().stream()
                        .filter(group ->
                                book.members(group).stream()
                                        .anyMatch(machine ->
                                                machine.servers().agent().equals(componentId)))
                        .map(this::spec)
                        .toList();
        List<GroupSpec> before = told.put(componentId, now);
        if (!now.equals(before)) {
            orders.post(componentId, new Order.SetGroups(now));
        }
    }

    private GroupSpec spec(Group group) {
        List<Machine> members = book.members(group);
        return new GroupSpec(
                group.id(),
                group.name(),
                group.version(),
                members.stream()
                        .map(machine ->
                                new GroupSpec.Member(
                                        machine.id(), machine.name(), address(machine)))
                        .toList(),
                shortest(members, Policy::crashPointSeconds),
                shortest(members, Policy::appPointSeconds));
    }

    private String address(Machine machine) {
        return facts.host(machine.servers().agent())
                .map(host -> host.report().barrierAddress())
                .orElse("");
    }

    /** The shortest interval of the members' policies; 0 if none has one. */
    private long shortest(List<Machine> members, ToLongFunction<Policy> interval) {
        return members.stream()
                .map(machine -> policies.byId(machine.policyId()))
                .mapToLong(interval)
                .filter(seconds -> seconds > 0)
                .min()
                .orElse(0);
    }

    /**
     * A choice of the newest shared point means one that every member of the group holds: where a
     * coordinator died on the way, some hold a point that others never got.
     *
     * @return that point's id, any other choice as it is
     */
    @Override
    public String resolve(Machine machine, String choice) {
        if (!(PointChoice.parse(choice, ZoneOffset.UTC) instanceof PointChoice.Newest newest)
                || !newest.multiVm()) {
            return choice;
        }
        Optional<Group> group = book.of(machine);
        if (group.isEmpty()) {
            return choice;
        }
        Set<Instant> common = common(book.members(group.get()));
        return points.newestFirst(machine.id()).stream()
                .filter(newest::fits)
                .filter(point -> common.contains(point.time()))
                .findFirst()
                .map(PointView::id)
                .orElseThrow(() -> GroupRules.nothingShared(group.get().name()).toException());
    }

    /** Times of the points all of them hold. */
    private Set<Instant> common(List<Machine> members) {
        return members.stream()
                .map(member -> points.sharedTimes(member.id()))
                .reduce((one, other) -> {
                    one.retainAll(other);
                    return one;
                })
                .orElseGet(Set::of);
    }

    private GroupView view(Group group) {
        List<Machine> members = book.members(group);
        Set<Instant> common = common(members);
        return new GroupView(
                group.id(),
                group.name(),
                members.stream().map(Machine::name).toList(),
                shortest(members, Policy::crashPointSeconds),
                shortest(members, Policy::appPointSeconds),
                common.size(),
                common.stream().max(Comparator.naturalOrder()));
    }
}
