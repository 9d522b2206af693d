package io.continuo.server.rules;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Nearest;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Scenario;

import java.util.Optional;

/** Which scenarios a machine can be protected in. */
public final class ProtectionRules {
    private ProtectionRules() {}

    /** Why no machine can be protected in a scenario; empty for those that are built. */
    public static Optional<Problem> problem(Scenario scenario) {
        if (Scenarios.BUILT.contains(scenario)) {
            return Optional.empty();
        }
        ScenarioRow row = Scenarios.of(scenario);
        return Optional.of(
                Problem.of(
                                ErrorCode.SCENARIO_NOT_BUILT,
                                "No machine can be protected in the scenario " + scenario + " yet.",
                                "Continuo knows the rules of "
                                        + row.name()
                                        + ", and has nothing that captures "
                                        + row.protects()
                                        + " this way.",
                                "Protect its disks as KVM_TO_SITE where Continuo can serve them.",
                                scenario.name())
                        .withNearest(Nearest.PROTECT));
    }
}
