package io.continuo.server.rules;

import io.continuo.api.machine.Scenario;

/**
 * What a scenario allows.
 *
 * @param forward failovers from the primary to the recovery place
 * @param reverse failovers back, while the direction is reverse
 * @param ending how a failover becomes final
 * @param cancelling whether it can be taken back
 * @param afterwards what the machine is then
 * @param failback the way back
 * @param landings where that may go
 */
public record OperationsRow(
        Scenario scenario,
        Kinds forward,
        Kinds reverse,
        Ending ending,
        Cancelling cancelling,
        Afterwards afterwards,
        Failback failback,
        Landings landings) {}
