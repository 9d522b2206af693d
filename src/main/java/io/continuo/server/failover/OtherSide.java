package io.continuo.server.failover;

import io.continuo.api.component.ComponentRole;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Components;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who a machine replicates through once it is turned around: an agent beside the master target that
 * serves its disks, and a master target beside the agent it left.
 */
final class OtherSide {
    private final Components components;

    OtherSide(Components components) {
        this.components = components;
    }

    /**
     * @param wanted name or id of the master target; empty for the one at the place it left
     * @throws io.continuo.api.error.ContinuoException OTHER_SIDE_MISSING, and what is missing
     */
    Machine.Servers servers(Machine machine, Failover failover, Optional<String> wanted) {
        Component agent = agent(machine, failover);
        Component target = target(machine, failover, wanted);
        return candidates(agent, failover)
                .filter(one -> components.reaches(agent.id(), one.id()))
                .filter(one -> components.reaches(one.id(), target.id()))
                .findFirst()
                .map(one -> new Machine.Servers(agent.id(), one.id(), target.id()))
                .orElseThrow(() ->
                        FailoverProblems.otherSide(
                                        machine.name(),
                                        "No process server reaches both "
                                                + agent.name()
                                                + " and "
                                                + target.name()
                                                + ".",
                                        "Start one with: continuo process-server, or start the"
                                                + " servers with --data-port.")
                                .toException());
    }

    private Component agent(Machine machine, Failover failover) {
        String site = site(failover.host());
        return present(ComponentRole.AGENT).stream()
                .filter(one ->
                        one.id().equals(failover.host())
                                || one.siteId().equals(site)
                                        && !one.id().equals(failover.left().agent()))
                .min(Comparator.comparing(one -> !one.id().equals(failover.host())))
                .orElseThrow(() ->
                        FailoverProblems.otherSide(
                                        machine.name(),
                                        "There is no mobility service on the computer of "
                                                + components.name(failover.host())
                                                + ", where its disks are now.",
                                        "Start one there with: continuo agent, at the site "
                                                + site
                                                + ".")
                                .toException());
    }

    private Component target(Machine machine, Failover failover, Optional<String> wanted) {
        String left = failover.left().agent();
        return present(ComponentRole.MASTER_TARGET).stream()
                .filter(one ->
                        wanted.map(name -> one.name().equals(name) || one.id().equals(name))
                                .orElse(one.id().equals(left) || one.siteId().equals(site(left))))
                .filter(one -> !one.id().equals(failover.host()) || one.id().equals(left))
                .min(Comparator.comparing(one -> !one.id().equals(left)))
                .orElseThrow(() ->
                        FailoverProblems.otherSide(
                                        machine.name(),
                                        wanted.map(name ->
                                                        "There is no master target "
                                                                + name
                                                                + " that can be reached.")
                                                .orElse(
                                                        "There is no master target at the place it"
                                                                + " left, "
                                                                + components.name(left)
                                                                + ", or it is not heard of."),
                                        "Start one there with: continuo master-target, or name"
                                                + " another with --to.")
                                .toException());
    }

    /** Whether a master target is where the machine's former disks are. */
    boolean hasFormerDisks(Failover failover, String masterTarget) {
        String left = failover.left().agent();
        return masterTarget.equals(left) || site(masterTarget).equals(site(left));
    }

    private Stream<Component> candidates(Component agent, Failover failover) {
        return present(ComponentRole.PROCESS_SERVER).stream()
                .sorted(
                        Comparator.comparing((Component one) -> !one.id().equals(agent.id()))
                                .thenComparing(
                                        one -> !one.id().equals(failover.left().processServer())));
    }

    private String site(String componentId) {
        return components.find(componentId).map(Component::siteId).orElse("");
    }

    private List<Component> present(ComponentRole role) {
        return components.present(role);
    }
}
