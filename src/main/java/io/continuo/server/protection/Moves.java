package io.continuo.server.protection;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Assigner;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Moves machines to other process servers. The stream goes on from what the target holds, so
 * nothing is copied anew. What is wanted is on record before the agent is told: one that misses the
 * order follows when it enrols again.
 */
public final class Moves {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Machines machines;
    private final Components components;
    private final Assigner assigner;
    private final OrderDesk orders;
    private final EventLog events;

    public Moves(
            Machines machines,
            Components components,
            Assigner assigner,
            OrderDesk orders,
            EventLog events) {
        this.machines = machines;
        this.components = components;
        this.assigner = assigner;
        this.orders = orders;
        this.events = events;
    }

    /** Moves a machine; its agent has heard of it when this returns. */
    public void move(String idOrName, String processServer) {
        Machine machine = machines.get(idOrName);
        Component to = processServer(processServer);
        refuseUnreachable(machine, to);
        Machine.Servers before = machine.servers();
        Optional<Machine> moved =
                machines.change(
                        machine.id(),
                        now ->
                                now.withServers(
                                        new Machine.Servers(
                                                before.agent(), to.id(), before.masterTarget())));
        if (moved.isEmpty()) {
            throw Refusals.machineUnknown(idOrName).toException();
        }
        orders.give(
                before.agent(),
                Ids.next("move"),
                assigner.route(moved.get()),
                LIMIT,
                OrderDesk.Watcher.NONE);
        events.raise(
                EventText.info(
                        "MACHINE_MOVED",
                        machine.name() + " sends its changes through " + to.name() + " now.",
                        Map.of("machine", machine.name(), "to", to.name())),
                moved);
    }

    /** A component has another address: whoever sends to it is told. */
    public void readdressed(String componentId) {
        for (Machine machine : machines.all()) {
            Machine.Servers servers = machine.servers();
            boolean passes =
                    servers.processServer().equals(componentId)
                            || servers.masterTarget().equals(componentId);
            if (passes && machine.captureWanted()) {
                Order.ChangeRoute route = assigner.route(machine);
                orders.post(servers.agent(), route);
            }
        }
    }

    private Component processServer(String idOrName) {
        Component component =
                components
                        .find(idOrName)
                        .or(() -> components.named(idOrName))
                        .filter(one -> one.plays(ComponentRole.PROCESS_SERVER))
                        .orElseThrow(() -> unknown(idOrName).toException());
        refuseSilent(component.id());
        return component;
    }

    private void refuseUnreachable(Machine machine, Component to) {
        refuseSilent(machine.servers().agent());
        boolean reachable =
                components.reaches(machine.servers().agent(), to.id())
                        && components.reaches(to.id(), machine.servers().masterTarget());
        if (!reachable) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            machine.name() + " cannot be moved to " + to.name() + ".",
                            "No line can be made from its agent to "
                                    + to.name()
                                    + ", or from there to its master target: one of them runs"
                                    + " inside the configuration server without a data port.",
                            "Choose another process server, or start the server with --data-port.",
                            machine.name(),
                            to.name())
                    .toException();
        }
    }

    private void refuseSilent(String componentId) {
        if (components.lastHeard(componentId).isEmpty() || components.silent(componentId)) {
            throw Refusals.silent(components.name(componentId), components.silence(componentId))
                    .toException();
        }
    }

    private static Problem unknown(String idOrName) {
        return Problem.of(
                ErrorCode.COMPONENT_UNKNOWN,
                "There is no process server " + idOrName + ".",
                "No component with that role has that name or id.",
                "List them with: continuo components.",
                idOrName);
    }
}
