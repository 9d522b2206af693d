package io.continuo.api.plan;

import java.util.List;
import java.util.Optional;

/**
 * A dry run of importing a text.
 *
 * @param mistakes all of them, from the top; empty when it can be imported
 * @param plan what it says, as far as it can be read
 * @param difference from the plan of that name there is
 */
public record PlanCheck(
        List<PlanMistake> mistakes,
        Optional<PlanDefinition> plan,
        Optional<PlanDifference> difference) {}
