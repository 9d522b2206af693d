package io.continuo.console.groups;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.group.GroupPoint;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.MarkRequest;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.console.SampleEstate;
import io.continuo.console.ScriptedClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that keeps groups. */
class GroupServer extends ScriptedClient {
    static final Instant NOW = SampleEstate.NOW;

    final List<GroupView> groups = new CopyOnWriteArrayList<>();
    volatile MarkRequest marked;

    /** A group whose newest common point is that old. */
    static GroupView group(String name, long secondsOld, String... machines) {
        return new GroupView(
                "g-" + name,
                name,
                List.of(machines),
                300,
                3600,
                secondsOld < 0 ? 0 : 41,
                secondsOld < 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(secondsOld)));
    }

    @Override
    public List<GroupView> groups() {
        return List.copyOf(groups);
    }

    @Override
    public GroupView createGroup(GroupRequest request) {
        if (groups.stream().anyMatch(group -> group.name().equalsIgnoreCase(request.name()))) {
            throw Problem.of(
                            ErrorCode.NAME_TAKEN,
                            "There is a group " + request.name() + " already.",
                            "Names of groups are unique, whatever their case.",
                            "Choose another name, or change that group.",
                            request.name())
                    .toException();
        }
        GroupView made = group(request.name(), -1, request.machines().toArray(new String[0]));
        groups.add(made);
        return made;
    }

    @Override
    public GroupView changeGroup(String id, GroupRequest request) {
        groups.removeIf(group -> group.id().equals(id));
        return createGroup(request);
    }

    @Override
    public void deleteGroup(String id) {
        groups.removeIf(group -> group.id().equals(id));
    }

    @Override
    public List<GroupPoint> markGroup(String id, MarkRequest request) {
        marked = request;
        return groups.stream()
                .filter(group -> group.id().equals(id))
                .flatMap(group -> group.machines().stream())
                .map(machine ->
                        new GroupPoint(
                                machine,
                                new PointView("m", NOW, PointKind.MARK, request.label(), true)))
                .toList();
    }
}
