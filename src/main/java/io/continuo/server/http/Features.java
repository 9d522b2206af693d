package io.continuo.server.http;

import io.continuo.api.server.ServerStatus;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.failover.FailoverDesk;
import io.continuo.server.failover.Previews;
import io.continuo.server.group.Groups;
import io.continuo.server.health.MachineViews;
import io.continuo.server.health.RpoHistory;
import io.continuo.server.health.Topology;
import io.continuo.server.inventory.ComponentDoor;
import io.continuo.server.inventory.Enrolment;
import io.continuo.server.inventory.Faults;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.Throttles;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.plan.Plans;
import io.continuo.server.policy.Policies;
import io.continuo.server.protection.HardwareSettings;
import io.continuo.server.protection.MachineDisks;
import io.continuo.server.protection.Moves;
import io.continuo.server.protection.Protection;
import io.continuo.server.recovery.AppPointSettings;
import io.continuo.server.recovery.Recovery;

import java.time.Clock;
import java.util.function.Supplier;

/** Who answers what. */
public record Features(
        Supplier<ServerStatus> status,
        Machines machines,
        MachineViews views,
        RpoHistory history,
        Topology topology,
        Faults faults,
        Protection protection,
        MachineDisks disks,
        Moves moves,
        Recovery recovery,
        HardwareSettings hardware,
        FailoverDesk failover,
        Previews previews,
        Jobs jobs,
        EventLog events,
        UpdateHub hub,
        Policies policies,
        Groups groups,
        AppPointSettings appPoints,
        ComponentDoor components,
        Enrolment enrolment,
        Throttles throttles,
        Plans plans,
        Clock clock) {}
