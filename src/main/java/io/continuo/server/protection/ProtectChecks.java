package io.continuo.server.protection;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DiskFacts;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineName;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.policy.PolicyBook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What is looked at before protection is enabled; each look answers with a problem or none. */
final class ProtectChecks {
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(15);
    private static final int MOST_DISKS = 64;
    private static final int LONGEST_PATH = 4096;

    private final Machines machines;
    private final Components components;
    private final PolicyBook policies;
    private final OrderDesk orders;

    ProtectChecks(Machines machines, Components components, PolicyBook policies, OrderDesk orders) {
        this.machines = machines;
        this.components = components;
        this.policies = policies;
        this.orders = orders;
    }

    Optional<Problem> name(String name) {
        return MachineName.problem(name).or(() -> machines.nameProblem(name));
    }

    Optional<Problem> policy(String policy) {
        return policies.find(policy).isPresent()
                ? Optional.empty()
                : Optional.of(PolicyBook.unknown(policy));
    }

    /** The list of disks as such, before any is looked at. */
    Optional<Problem> disks(List<String> paths) {
        if (paths.isEmpty() || paths.size() > MOST_DISKS) {
            return bad(
                    "A machine has 1 to " + MOST_DISKS + " disks, not " + paths.size() + ".",
                    "The request lists " + paths.size() + ".",
                    "Give each disk with --disk.");
        }
        if (paths.stream().anyMatch(path -> path.isEmpty() || path.length() > LONGEST_PATH)) {
            return bad(
                    "A disk's path is missing or too long.",
                    "The request holds an empty path, or one of more than 4096 characters.",
                    "Give the whole path of a file or block device.");
        }
        Set<String> seen = new HashSet<>();
        return paths.stream()
                .filter(path -> !seen.add(path))
                .findFirst()
                .flatMap(path ->
                        bad(
                                "The disk " + path + " is listed twice.",
                                "A disk belongs to a machine once.",
                                "Take one of the two away."));
    }

    /** That there is a seed for each disk, or none. */
    Optional<Problem> seeds(List<String> seeds, int disks) {
        if (seeds.isEmpty() || seeds.size() == disks && seeds.stream().noneMatch(String::isEmpty)) {
            return Optional.empty();
        }
        return bad(
                "The seeds do not fit the disks.",
                "There are " + disks + " disks and " + seeds.size() + " seeds.",
                "Give one image for each disk with --seed, in the same order, or none.");
    }

    /** That all disks are of the kind that a way of capturing can capture. */
    Optional<Problem> capture(CaptureKind capture, List<String> paths) {
        boolean qemu = capture == CaptureKind.QEMU;
        List<String> sockets =
                paths.stream().map(path -> path.replaceFirst("#.*", "")).distinct().toList();
        if (paths.stream().anyMatch(path -> CaptureKind.ofQemu(path) != qemu)) {
            return bad(
                    "These disks cannot be captured that way.",
                    qemu
                            ? "A running QEMU's disks are named qmp:SOCKET#NAME, and one is not."
                            : "One is of a running QEMU, which only QEMU itself can capture.",
                    "Use --capture qemu --qmp SOCKET for disks of a running QEMU, and nothing"
                            + " else.");
        }
        if (qemu && sockets.size() > 1) {
            return bad(
                    "These disks are not of one machine.",
                    "They are reached through " + String.join(" and ", sockets) + ".",
                    "Protect each running QEMU by itself.");
        }
        return Optional.empty();
    }

    /** That some component plays a role and can be talked to. */
    Optional<Problem> present(ComponentRole role) {
        return components.present(role).isEmpty() ? Optional.of(absent(role)) : Optional.empty();
    }

    /**
     * Looks at the disks through the agent that has them.
     *
     * @param name of the agent; empty for whichever sees all of them
     */
    Looked look(List<String> paths, String name) {
        if (!name.isEmpty()) {
            return look(agent(name), paths);
        }
        Looked first = null;
        List<Looked> seeing = new ArrayList<>();
        for (Component agent : components.present(ComponentRole.AGENT)) {
            Looked looked = look(agent, paths);
            if (looked.facts().stream().allMatch(ProtectChecks::there)) {
                seeing.add(looked);
            }
            first = first == null ? looked : first;
        }
        if (first == null) {
            throw absent(ComponentRole.AGENT).toException();
        }
        if (seeing.size() > 1) {
            throw unclear(seeing).toException();
        }
        return seeing.isEmpty() ? first : seeing.getFirst();
    }

    private Component agent(String name) {
        List<Component> present = components.present(ComponentRole.AGENT);
        return present.stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.COMPONENT_SILENT,
                                        "The agent " + name + " cannot be reached.",
                                        "It has not enrolled, or has not been heard of for a"
                                                + " while.",
                                        "Choose one of "
                                                + present.stream().map(Component::name).toList()
                                                + ", or start it.",
                                        name)
                                .toException());
    }

    private Problem unclear(List<Looked> seeing) {
        List<String> names =
                seeing.stream().map(looked -> components.name(looked.agentId())).toList();
        return Problem.of(
                ErrorCode.AGENT_UNCLEAR,
                "It is not clear which agent is to capture the disks.",
                "Disks of these paths are seen by " + String.join(", ", names) + ".",
                "Name the one on the machine with --agent NAME.",
                names.toArray(String[]::new));
    }

    private Looked look(Component agent, List<String> paths) {
        Outcome outcome =
                orders.give(
                        agent.id(),
                        Ids.next("look"),
                        new Order.CheckDisks(paths),
                        LOOK_LIMIT,
                        OrderDesk.Watcher.NONE);
        if (!(outcome instanceof Outcome.DisksChecked checked)
                || checked.disks().size() < paths.size()) {
            throw new IllegalStateException("the agent answered " + outcome);
        }
        List<DiskFacts> found = checked.disks();
        boolean each = found.size() == paths.size();
        return new Looked(
                agent.id(),
                IntStream.range(0, found.size())
                        .mapToObj(i ->
                                withOurs(
                                        agent.id(),
                                        each ? paths.get(i) : found.get(i).path(),
                                        found.get(i)))
                        .toList());
    }

    private DiskFacts withOurs(String agentId, String asked, DiskFacts facts) {
        Optional<Problem> problem =
                facts.problem()
                        .or(() -> machines.diskProblem(agentId, facts.path()))
                        .or(() -> machines.diskProblem(agentId, asked));
        return new DiskFacts(facts.path(), facts.sizeBytes(), facts.allocatedBytes(), problem);
    }

    /**
     * The components a machine will pass: for each role, of those that can be reached from the one
     * before, the one with the fewest machines; a master target at another site than the agent's
     * where there is one.
     */
    Machine.Servers servers(String agentId) {
        for (Component processServer : leastFirst(ComponentRole.PROCESS_SERVER)) {
            if (components.reaches(agentId, processServer.id())) {
                Optional<Component> target =
                        leastFirst(ComponentRole.MASTER_TARGET).stream()
                                .sorted(Comparator.comparing(one -> sameSite(agentId, one)))
                                .filter(one -> components.reaches(processServer.id(), one.id()))
                                .findFirst();
                if (target.isPresent()) {
                    return new Machine.Servers(agentId, processServer.id(), target.get().id());
                }
            }
        }
        throw noWay(agentId).toException();
    }

    private boolean sameSite(String agentId, Component other) {
        return components
                .find(agentId)
                .map(Component::siteId)
                .filter(other.siteId()::equals)
                .isPresent();
    }

    private Problem noWay(String agentId) {
        String agent = components.name(agentId);
        return Problem.of(
                ErrorCode.COMPONENT_SILENT,
                "No way leads from the agent " + agent + " to a master target.",
                "The process servers or master targets that are present run inside the"
                        + " configuration server without a data port, or the agent does.",
                "Start the server with --data-port, or start a process server and a master"
                        + " target of their own.",
                agent);
    }

    private List<Component> leastFirst(ComponentRole role) {
        return components.present(role).stream()
                .sorted(Comparator.comparingLong(component -> load(component.id())))
                .toList();
    }

    private long load(String componentId) {
        return machines.all().stream()
                .map(Machine::servers)
                .filter(servers ->
                        servers.processServer().equals(componentId)
                                || servers.masterTarget().equals(componentId))
                .count();
    }

    private static boolean there(DiskFacts facts) {
        return facts.problem()
                .map(problem -> problem.code() != ErrorCode.DISK_MISSING)
                .orElse(true);
    }

    static Problem absent(ComponentRole role) {
        String name =
                switch (role) {
                    case AGENT -> "mobility service";
                    case PROCESS_SERVER -> "process server";
                    case MASTER_TARGET -> "master target";
                };
        return Problem.of(
                ErrorCode.COMPONENT_SILENT,
                "No " + name + " can be reached.",
                "None has enrolled with this configuration server, or it has not been heard of for"
                        + " a while.",
                "Start one, wait until the topology shows it, and ask again.",
                role.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Problem> bad(String message, String cause, String correction) {
        return Optional.of(Problem.of(ErrorCode.BAD_REQUEST, message, cause, correction));
    }

    /** What an agent found. */
    record Looked(String agentId, List<DiskFacts> facts) {
        Optional<Problem> problem() {
            return facts.stream().map(DiskFacts::problem).flatMap(Optional::stream).findFirst();
        }
    }
}
