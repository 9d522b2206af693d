package io.continuo.server.policy;

import io.continuo.api.component.Order;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Update;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Policy;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Policies, as asked over the API. */
public final class Policies {
    private final PolicyBook book;
    private final Machines machines;
    private final OrderDesk orders;
    private final UpdateHub hub;

    public Policies(PolicyBook book, Machines machines, OrderDesk orders, UpdateHub hub) {
        this.book = book;
        this.machines = machines;
        this.orders = orders;
        this.hub = hub;
    }

    public List<PolicyView> list() {
        return book.all().stream().map(this::view).toList();
    }

    public PolicyView create(PolicyRequest request) {
        check(request);
        Policy policy = policy(Ids.next("policy"), request, ResyncWindow.OFF_HOURS.text(), false);
        book.add(policy);
        hub.publish(new Update.PoliciesChanged());
        return view(policy);
    }

    public PolicyView change(String idOrName, PolicyRequest request) {
        Policy before = book.get(idOrName);
        check(request);
        Policy after = policy(before.id(), request, before.resyncWindow(), before.isDefault());
        book.change(after);
        followers(after).forEach(machine -> tell(machine, after));
        hub.publish(new Update.PoliciesChanged());
        return view(after);
    }

    public void delete(String idOrName) {
        Policy policy = book.get(idOrName);
        if (policy.isDefault()) {
            throw Problem.of(
                            ErrorCode.POLICY_IN_USE,
                            "The policy " + policy.name() + " cannot be deleted.",
                            "It is the default one: machines get it when none is asked for.",
                            "Change it instead.",
                            policy.name())
                    .toException();
        }
        List<Machine> followers = followers(policy);
        if (!followers.isEmpty()) {
            throw Problem.of(
                            ErrorCode.POLICY_IN_USE,
                            "The policy " + policy.name() + " cannot be deleted.",
                            followers.size()
                                    + " protected machines follow it, for instance "
                                    + followers.getFirst().name()
                                    + ".",
                            "Unprotect them first, or change the policy instead.",
                            policy.name())
                    .toException();
        }
        book.remove(policy);
        hub.publish(new Update.PoliciesChanged());
    }

    /** A component that is away reads the new numbers in its assignments when it is back. */
    private void tell(Machine machine, Policy policy) {
        Order order =
                new Order.ChangeSettings(
                        machine.id(),
                        policy.crashPointSeconds(),
                        policy.retentionSeconds(),
                        Optional.of(policy.resyncWindow()));
        Set.copyOf(List.of(machine.servers().agent(), machine.servers().masterTarget()))
                .forEach(component -> orders.post(component, order));
        hub.machineChanged(machine.id());
    }

    private static void check(PolicyRequest request) {
        PolicyRules.problem(request)
                .map(Problem::toException)
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private static Policy policy(
            String id, PolicyRequest request, String window, boolean isDefault) {
        return new Policy(
                id,
                request.name(),
                request.rpoLimitSeconds(),
                request.retentionSeconds(),
                request.crashPointSeconds(),
                request.appPointSeconds(),
                request.resyncWindow().orElse(window),
                isDefault);
    }

    private List<Machine> followers(Policy policy) {
        return machines.all().stream()
                .filter(machine -> machine.policyId().equals(policy.id()))
                .toList();
    }

    private PolicyView view(Policy policy) {
        return new PolicyView(
                policy.id(),
                policy.name(),
                policy.rpoLimitSeconds(),
                policy.retentionSeconds(),
                policy.crashPointSeconds(),
                policy.appPointSeconds(),
                policy.resyncWindow(),
                policy.isDefault(),
                followers(policy).size());
    }
}
