package io.continuo.server.group;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.group.GroupRequest;

/** What a consistency group may be (DOMAIN.md: recovery points; ASR: up to 16 machines). */
final class GroupRules {
    static final int FEWEST = GroupRequest.FEWEST;
    static final int MOST = GroupRequest.MOST;
    static final int LONGEST_NAME = 100;

    private GroupRules() {}

    static Problem name(String name) {
        return Problem.of(
                ErrorCode.NAME_INVALID,
                "The group cannot be called \"" + name + "\".",
                "A group's name is 1 to " + LONGEST_NAME + " characters with no space at its ends.",
                "Give it such a name.",
                name);
    }

    static Problem nameTaken(String name) {
        return Problem.of(
                ErrorCode.NAME_TAKEN,
                "There is a group " + name + " already.",
                "Names of groups are unique, whatever their case.",
                "Choose another name, or change that group.",
                name);
    }

    static Problem nothingShared(String group) {
        return Problem.of(
                ErrorCode.POINT_UNKNOWN,
                "The machines of the group " + group + " share no such recovery point.",
                "None was made since the newest member joined, or none is within retention at"
                        + " every member.",
                "Make one with: continuo group mark " + group + ", or choose another point.",
                group);
    }

    static Problem size(String name, int machines) {
        return Problem.of(
                ErrorCode.GROUP_INVALID,
                "The group " + name + " cannot have " + machines + " machines.",
                "A consistency group has " + FEWEST + " to " + MOST + " machines.",
                "Name as many, each once.",
                name);
    }

    static Problem elsewhere(String machine, String group) {
        return Problem.of(
                ErrorCode.GROUP_INVALID,
                "The machine " + machine + " cannot join.",
                "It is in the group " + group + ", and a machine is in one group at most.",
                "Take it out of " + group + " first, or leave it there.",
                machine,
                group);
    }

    static Problem inIntervals(String machine) {
        return Problem.of(
                ErrorCode.GROUP_INVALID,
                "The machine " + machine + " cannot join.",
                "It is captured in intervals from a running QEMU, so nobody can hold its writes for"
                        + " a shared point.",
                "Leave it out, or protect it with --capture nbd.",
                machine);
    }

    static Problem unknown(String group) {
        return Problem.of(
                ErrorCode.GROUP_UNKNOWN,
                "There is no consistency group " + group + ".",
                "No group has that name or id.",
                "List the groups with: continuo group list.",
                group);
    }
}
