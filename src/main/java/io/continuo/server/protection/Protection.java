package io.continuo.server.protection;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.server.auth.DataKeys;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.rules.ProtectionRules;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Enabling and disabling protection, as asked over the API. */
public final class Protection {
    private final Machines machines;
    private final PolicyBook policies;
    private final DataKeys keys;
    private final Jobs jobs;
    private final ActionRules rules;
    private final Clock clock;
    private final ProtectChecks checks;

    public Protection(
            Machines machines,
            Components components,
            PolicyBook policies,
            OrderDesk orders,
            DataKeys keys,
            Jobs jobs,
            ActionRules rules,
            Clock clock) {
        this.machines = machines;
        this.policies = policies;
        this.keys = keys;
        this.jobs = jobs;
        this.rules = rules;
        this.clock = clock;
        this.checks = new ProtectChecks(machines, components, policies, orders);
    }

    /** A dry run: everything that would refuse, and everything that passes. */
    public ProtectCheck check(ProtectRequest request) {
        List<CheckFinding> findings = new ArrayList<>();
        Optional<Problem> scenario = ProtectionRules.problem(request.scenario());
        if (scenario.isPresent()) {
            findings.add(CheckFinding.of("SCENARIO", "scenario", "", scenario));
        }
        findings.add(
                CheckFinding.of("NAME", "name", "The name is free.", checks.name(request.name())));
        findings.add(
                CheckFinding.of(
                        "POLICY", "policy", "The policy exists.", checks.policy(request.policy())));
        request.hardware()
                .ifPresent(hardware ->
                        findings.add(
                                CheckFinding.of(
                                        "HARDWARE",
                                        "hardware",
                                        "It can be started with this hardware.",
                                        HardwareRules.problem(hardware))));
        for (ComponentRole role : ComponentRole.values()) {
            findings.add(
                    CheckFinding.of(
                            role.name(),
                            role.name().toLowerCase(java.util.Locale.ROOT),
                            "It is there and reports.",
                            checks.present(role)));
        }
        Optional<Problem> list = list(request);
        if (list.isPresent()) {
            findings.add(CheckFinding.of("DISKS", "disks", "", list));
            return new ProtectCheck(findings, List.of());
        }
        return new ProtectCheck(findings, look(request, findings));
    }

    private Optional<Problem> list(ProtectRequest request) {
        return checks.disks(request.disks())
                .or(() -> checks.capture(request.capture(), request.disks()));
    }

    private List<DiskFacts> look(ProtectRequest request, List<CheckFinding> findings) {
        List<String> paths = request.disks();
        try {
            List<DiskFacts> facts = checks.look(paths, request.agent()).facts();
            for (DiskFacts disk : facts) {
                findings.add(
                        CheckFinding.of(
                                "DISK",
                                disk.path(),
                                "It can be read and has a usable size.",
                                disk.problem()));
            }
            return facts;
        } catch (ContinuoException e) {
            for (String path : paths) {
                findings.add(CheckFinding.of("DISK", path, "", Optional.of(e.problem())));
            }
            return List.of();
        }
    }

    public JobView enable(ProtectRequest request) {
        refuse(ProtectionRules.problem(request.scenario()));
        refuse(checks.name(request.name()));
        refuse(checks.policy(request.policy()));
        refuse(list(request));
        refuse(request.hardware().flatMap(HardwareRules::problem));
        refuse(checks.present(ComponentRole.AGENT));
        refuse(checks.present(ComponentRole.PROCESS_SERVER));
        refuse(checks.present(ComponentRole.MASTER_TARGET));
        ProtectChecks.Looked looked = checks.look(request.disks(), request.agent());
        refuse(looked.problem());
        refuse(checks.seeds(request.seeds(), looked.facts().size()));
        Machine machine = machine(request, looked);
        machines.add(request.seeds().isEmpty() ? machine : machine.withSeeds());
        return jobs.start(JobKind.ENABLE_PROTECTION, machine, request);
    }

    public JobView disable(String idOrName) {
        Machine machine = machines.get(idOrName);
        refuse(rules.problem(Action.UNPROTECT, machine));
        if (jobs.running(machine.id()).stream()
                .anyMatch(job -> job.kind() == JobKind.DISABLE_PROTECTION)) {
            throw rules.leaving(machine).toException();
        }
        return jobs.start(JobKind.DISABLE_PROTECTION, machine, "");
    }

    private Machine machine(ProtectRequest request, ProtectChecks.Looked looked) {
        String streamId = UUID.randomUUID().toString();
        List<DiskFacts> facts = looked.facts();
        return new Machine(
                        Ids.next("machine"),
                        request.name(),
                        request.scenario(),
                        policies.get(request.policy()).id(),
                        Direction.FORWARD,
                        DataState.NONE,
                        "",
                        RoleState.PROTECTED,
                        Phase.ENABLING,
                        streamId,
                        checks.servers(looked.agentId()),
                        keys.make(streamId),
                        false,
                        false,
                        IntStream.range(0, facts.size())
                                .mapToObj(i ->
                                        new MachineDisk(
                                                i,
                                                facts.get(i).path(),
                                                facts.get(i).sizeBytes(),
                                                "",
                                                request.capture()))
                                .toList(),
                        clock.instant())
                .withHardware(request.hardware());
    }

    private static void refuse(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
    }
}
