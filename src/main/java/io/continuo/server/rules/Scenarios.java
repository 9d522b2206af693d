package io.continuo.server.rules;

import io.continuo.api.machine.Scenario;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The scenarios (DOMAIN.md: scenarios, ports, operations by scenario), in its order. */
public final class Scenarios {
    private static final String SOURCE =
            """
            scenario             | name                      | protects                          | place        | capture  | parts | requirements
            VMWARE_TO_AZURE      | VMware to Azure           | VMware machines (vCenter, ESXi)   | AZURE        | AGENT    | MANAGEMENT_SERVER AGENT_IN_MACHINE | NO_VPN_TO_AZURE VPN_BACK SERVERS_FOR_THE_WAY_BACK ORIGINAL_CONTROL
            PHYSICAL_TO_AZURE    | servers to Azure          | Windows and Linux servers         | AZURE        | AGENT    | MANAGEMENT_SERVER MANAGEMENT_MAY_BE_PHYSICAL AGENT_IN_MACHINE | NO_VPN_TO_AZURE VPN_BACK SERVERS_FOR_THE_WAY_BACK ORIGINAL_CONTROL
            HYPERV_TO_AZURE      | Hyper-V to Azure          | Hyper-V machines, hosts not in VMM | AZURE       | HOST_LOG | PROVIDER_ON_HOST HYPERV_SITE | NO_VPN_TO_AZURE VPN_BACK
            VMM_TO_AZURE         | VMM to Azure              | Hyper-V machines in VMM clouds    | AZURE        | HOST_LOG | PROVIDER_ON_VMM AGENT_ON_HOST | NETWORK_MAPPING NO_VPN_TO_AZURE VPN_BACK
            VMWARE_TO_SITE       | VMware to a site          | VMware machines                   | SITE         | AGENT    | PROCESS_SERVER_AT_PRIMARY CONTROL_AT_SECONDARY AGENT_IN_MACHINE | ONE_MASTER_TARGET MASTER_TARGET_BACK
            PHYSICAL_TO_SITE     | servers to a site         | Windows and Linux servers         | SITE         | AGENT    | PROCESS_SERVER_AT_PRIMARY CONTROL_AT_SECONDARY AGENT_IN_MACHINE | ONE_MASTER_TARGET MASTER_TARGET_BACK
            VMM_TO_SITE          | VMM to VMM                | Hyper-V machines in VMM clouds    | VMM_CLOUD    | HOST_LOG | VMM_PER_SITE | HOSTS_TRUST
            VMM_SAN_TO_SITE      | VMM on SAN                | Hyper-V machines on SAN           | PAIRED_ARRAY | ARRAY    | VMM_PER_SITE PAIRED_ARRAYS | STORAGE_MAPPING WHOLE_GROUP
            MIGRATE_AWS          | migration from AWS        | AWS Windows instances             | AZURE        | AGENT    | MANAGEMENT_SERVER MANAGEMENT_MAY_BE_PHYSICAL AGENT_IN_MACHINE | NO_VPN_TO_AZURE
            MIGRATE_AZURE_REGION | migration between regions | Azure machines of another region  | AZURE        | AGENT    | MANAGEMENT_SERVER MANAGEMENT_MAY_BE_PHYSICAL AGENT_IN_MACHINE | NO_VPN_TO_AZURE
            KVM_TO_SITE          | KVM to a site             | QEMU/KVM machines, Linux servers  | QEMU_HOST    | WRITES   | OUR_OWN | QEMU
            """;

    public static final List<ScenarioRow> TABLE =
            Tables.rows(SOURCE, 7).stream().map(Scenarios::row).toList();

    /** Those a machine can be protected in today. */
    public static final Set<Scenario> BUILT = Set.of(Scenario.KVM_TO_SITE);

    private static final Map<Scenario, ScenarioRow> BY_SCENARIO =
            TABLE.stream().collect(Collectors.toMap(ScenarioRow::scenario, Function.identity()));

    private Scenarios() {}

    public static ScenarioRow of(Scenario scenario) {
        return BY_SCENARIO.get(scenario);
    }

    private static ScenarioRow row(List<String> cells) {
        return new ScenarioRow(
                Tables.value(Scenario.class, cells.get(0)),
                cells.get(1),
                cells.get(2),
                Tables.value(Place.class, cells.get(3)),
                Tables.value(Capture.class, cells.get(4)),
                Tables.values(Part.class, cells.get(5)),
                Tables.values(Requirement.class, cells.get(6)));
    }
}
