package io.continuo.server.protection;

import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;
import io.continuo.server.store.LeftoverStore;

import java.time.Duration;

/**
 * Takes a machine's capture and replica away. A component that is away gets its order when it is
 * back: a machine can always be let go of.
 */
public final class Removal {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Machines machines;
    private final Components components;
    private final OrderDesk orders;
    private final LeftoverStore leftovers;
    private final Points points;
    private final Drills drills;
    private final LiveFacts facts;

    public Removal(
            Machines machines,
            Components components,
            OrderDesk orders,
            LeftoverStore leftovers,
            Points points,
            Drills drills,
            LiveFacts facts) {
        this.machines = machines;
        this.components = components;
        this.orders = orders;
        this.leftovers = leftovers;
        this.points = points;
        this.drills = drills;
        this.facts = facts;
    }

    void stopCapture(JobContext job) {
        machines.byId(job.machineId())
                .filter(machine -> machine.captureWanted())
                .ifPresent(machine -> {
                    order(
                            job,
                            machine.servers().agent(),
                            "stop-capture",
                            new Order.StopCapture(machine.id()));
                    machines.change(
                            machine.id(), now -> now.withWanted(now.replicaWanted(), false));
                });
    }

    void removeReplica(JobContext job) {
        machines.byId(job.machineId())
                .filter(machine -> machine.replicaWanted())
                .ifPresent(machine -> {
                    order(
                            job,
                            machine.servers().masterTarget(),
                            "remove-replica",
                            new Order.RemoveReplica(machine.id()));
                    machines.change(
                            machine.id(), now -> now.withWanted(false, now.captureWanted()));
                });
    }

    void forget(JobContext job) {
        machines.remove(job.machineId());
        points.forget(job.machineId());
        drills.forget(job.machineId());
        facts.forget(job.machineId());
    }

    /** What was kept for a component while it was away is given to it now. */
    public void back(String componentId) {
        for (OrderEnvelope order : leftovers.of(componentId)) {
            orders.post(
                    componentId,
                    order,
                    outcome -> {
                        if (outcome instanceof Outcome.Done) {
                            leftovers.done(order.orderId());
                        }
                    });
        }
    }

    private void order(JobContext job, String componentId, String what, Order order) {
        try {
            job.order(componentId, what, order, LIMIT);
        } catch (ContinuoException e) {
            ErrorCode code = e.problem().code();
            if (code != ErrorCode.COMPONENT_SILENT && code != ErrorCode.TIMED_OUT) {
                throw e;
            }
            leftovers.keep(
                    componentId, new OrderEnvelope(job.job().id() + "." + what + ".later", order));
            job.detail(
                    "The component "
                            + components.name(componentId)
                            + " is away; it is told when it is back.");
        }
    }
}
