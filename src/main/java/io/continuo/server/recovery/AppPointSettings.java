package io.continuo.server.recovery;

import io.continuo.api.component.AppPointSpec;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.Order;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.AppScripts;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.store.AppScriptStore;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The scripts of machines, and what agents are told of app-consistent points. */
public final class AppPointSettings {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final int LONGEST_PATH = 4096;

    private final AppScriptStore store;
    private final Machines machines;
    private final PolicyBook policies;
    private final OrderDesk orders;
    private final Map<String, AppScripts> scripts;
    private final Map<String, List<AppPointSpec>> told = new ConcurrentHashMap<>();

    public AppPointSettings(
            AppScriptStore store, Machines machines, PolicyBook policies, OrderDesk orders) {
        this.store = store;
        this.machines = machines;
        this.policies = policies;
        this.orders = orders;
        this.scripts = new ConcurrentHashMap<>(store.all());
    }

    /** A machine's scripts and guest agent; all empty where it has none. */
    public AppScripts get(String idOrName) {
        return scripts.getOrDefault(
                machines.get(idOrName).id(), new AppScripts("", "", LONGEST_TIMEOUT.toSeconds()));
    }

    /** Gives a machine scripts or a guest agent; all empty take them away. */
    public AppScripts set(String idOrName, AppScripts wanted) {
        Machine machine = machines.get(idOrName);
        check(machine, wanted);
        if (wanted.none()) {
            store.delete(machine.id());
            scripts.remove(machine.id());
        } else {
            store.save(machine.id(), wanted);
            scripts.put(machine.id(), wanted);
        }
        tell(machine.servers().agent());
        return get(machine.id());
    }

    private static void check(Machine machine, AppScripts wanted) {
        boolean paths =
                Stream.of(wanted.preScript(), wanted.postScript(), wanted.guestAgent())
                        .allMatch(path ->
                                path.isEmpty()
                                        || path.length() <= LONGEST_PATH
                                                && (path.startsWith("/")
                                                        || path.matches("[A-Za-z]:.*")));
        boolean time =
                wanted.timeoutSeconds() > 0
                        && wanted.timeoutSeconds() <= LONGEST_TIMEOUT.toSeconds();
        if (!paths || !time) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "These cannot be the scripts of " + machine.name() + ".",
                            paths
                                    ? "A script ends within 1 to 300 s."
                                    : "They are programs, or a socket, on the agent's computer, by whole path.",
                            "Give absolute paths and a timeout of at most 300 s.",
                            machine.name())
                    .toException();
        }
    }

    /** A component reported: what it knows may be old. */
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
        List<AppPointSpec> now =
                machines.all().stream()
                        .filter(machine -> machine.servers().agent().equals(componentId))
                        .sorted(Comparator.comparing(Machine::id))
                        .map(machine ->
                                new AppPointSpec(
                                        machine.id(),
                                        policies.byId(machine.policyId()).appPointSeconds(),
                                        Optional.ofNullable(scripts.get(machine.id()))))
                        .filter(spec -> spec.everySeconds() > 0 || spec.scripts().isPresent())
                        .toList();
        List<AppPointSpec> before = told.put(componentId, now);
        if (!now.equals(before)) {
            orders.post(componentId, new Order.SetAppPoints(now));
        }
    }
}
