package io.continuo.server.rules;

import io.continuo.api.machine.Scenario;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each scenario allows (DOMAIN.md: operations by scenario), in its order. */
public final class Operations {
    private static final String SOURCE =
            """
            scenario             | forward     | reverse        | commit     | cancel       | afterwards           | failback             | where to
            VMWARE_TO_AZURE      | NOT_PLANNED | UNPLANNED_ONLY | MANUAL     | UNTIL_COMMIT | UNPROTECTED          | UNPLANNED_FROM_AZURE | VMWARE
            PHYSICAL_TO_AZURE    | NOT_PLANNED | UNPLANNED_ONLY | MANUAL     | UNTIL_COMMIT | UNPROTECTED          | UNPLANNED_FROM_AZURE | VMWARE_NOT_ORIGINAL
            HYPERV_TO_AZURE      | ALL         | PLANNED_ONLY   | MANUAL     | UNTIL_COMMIT | REVERSE_IF_SET       | PLANNED_SYNC_OR_FULL | ORIGINAL_OR_OTHER
            VMM_TO_AZURE         | ALL         | PLANNED_ONLY   | MANUAL     | UNTIL_COMMIT | REVERSE_IF_SET       | PLANNED_SYNC_OR_FULL | ORIGINAL_OR_OTHER
            VMWARE_TO_SITE       | ALL         | ALL            | MANUAL     | UNTIL_COMMIT | STOPPED              | REVERSE_AND_FAILOVER | LIKE_BEFORE
            PHYSICAL_TO_SITE     | ALL         | ALL            | MANUAL     | UNTIL_COMMIT | STOPPED              | REVERSE_AND_FAILOVER | LIKE_BEFORE
            VMM_TO_SITE          | ALL         | ALL            | MANUAL     | NEVER        | PROTECTED_IF_PLANNED | REVERSE_AND_PLANNED  | ORIGINAL_OR_OTHER
            VMM_SAN_TO_SITE      | ALL         | ALL            | AUTOMATIC  | NEVER        | REVERSED             | PLANNED              | ORIGINAL_OR_OTHER
            MIGRATE_AWS          | NOT_PLANNED | NONE           | COMPLETION | UNTIL_COMMIT | GONE                 | NONE                 | NOWHERE
            MIGRATE_AZURE_REGION | NOT_PLANNED | NONE           | COMPLETION | UNTIL_COMMIT | GONE                 | NONE                 | NOWHERE
            KVM_TO_SITE          | ALL         | ALL            | MANUAL     | UNTIL_COMMIT | REVERSED_IF_PLANNED  | PLANNED              | LIKE_BEFORE
            """;

    public static final List<OperationsRow> TABLE =
            Tables.rows(SOURCE, 8).stream().map(Operations::row).toList();

    private static final Map<Scenario, OperationsRow> BY_SCENARIO =
            TABLE.stream().collect(Collectors.toMap(OperationsRow::scenario, Function.identity()));

    private Operations() {}

    public static OperationsRow of(Scenario scenario) {
        return BY_SCENARIO.get(scenario);
    }

    private static OperationsRow row(List<String> cells) {
        return new OperationsRow(
                Tables.value(Scenario.class, cells.get(0)),
                Tables.value(Kinds.class, cells.get(1)),
                Tables.value(Kinds.class, cells.get(2)),
                Tables.value(Ending.class, cells.get(3)),
                Tables.value(Cancelling.class, cells.get(4)),
                Tables.value(Afterwards.class, cells.get(5)),
                Tables.value(Failback.class, cells.get(6)),
                Tables.value(Landings.class, cells.get(7)));
    }
}
