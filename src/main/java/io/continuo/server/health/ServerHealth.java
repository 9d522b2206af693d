package io.continuo.server.health;

import io.continuo.api.component.CacheView;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.component.VolumeReport;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.topology.ServerRole;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;

import java.time.Duration;
import java.util.Optional;

/** Judges a server from facts. */
final class ServerHealth {
    private final Components components;
    private final Machines machines;
    private final LiveFacts facts;
    private final LoadWindow loads;

    ServerHealth(Components components, Machines machines, LiveFacts facts, LoadWindow loads) {
        this.components = components;
        this.machines = machines;
        this.facts = facts;
        this.loads = loads;
    }

    Findings judge(Component component, ServerRole role) {
        Findings findings = new Findings();
        Duration silence = components.silence(component.id());
        if (components.silent(component.id())) {
            boolean long_ = silence.compareTo(HealthRules.HEARTBEAT_CRITICAL) > 0;
            findings.add(
                    long_ ? Health.CRITICAL : Health.UNKNOWN,
                    "COMPONENT_SILENT",
                    "It has been silent for " + Ages.say(silence) + ".",
                    "Start it, or restore its way to the configuration server.");
            return findings;
        }
        load(findings, "CPU", loads.cpu(component.id()));
        load(findings, "MEMORY", loads.memory(component.id()));
        if (role == ServerRole.MASTER_TARGET) {
            facts.host(component.id())
                    .map(LiveFacts.Host::report)
                    .flatMap(ComponentReport::volume)
                    .ifPresent(volume -> room(findings, volume));
        }
        if (role == ServerRole.PROCESS_SERVER) {
            facts.host(component.id())
                    .map(LiveFacts.Host::report)
                    .flatMap(ComponentReport::gateway)
                    .ifPresent(gateway -> cache(findings, gateway));
            backlog(findings, component);
        }
        return findings;
    }

    private static void room(Findings findings, VolumeReport volume) {
        long percent = Math.round(100.0 * volume.freeBytes() / Math.max(1, volume.totalBytes()));
        String free = percent + " % of the volume of its replicas is free";
        String correction = "Make room there, give it a larger volume, or shorten the retention.";
        switch (volume.level()) {
            case ROOMY -> {}
            case LOW -> findings.add(Health.WARNING, "VOLUME_LOW", free + ".", correction);
            case THROTTLED ->
                    findings.add(
                            Health.WARNING,
                            "VOLUME_THROTTLED",
                            free + ", and it takes changes slower to last longer.",
                            correction);
            case FULL ->
                    findings.add(
                            Health.CRITICAL,
                            "VOLUME_FULL",
                            free + ", and it takes no more changes; its points stay usable.",
                            correction);
        }
    }

    private static void load(Findings findings, String what, Optional<Double> load) {
        load.filter(share -> share > HealthRules.LOAD_WARNING)
                .ifPresent(share ->
                        findings.add(
                                share > HealthRules.LOAD_CRITICAL
                                        ? Health.CRITICAL
                                        : Health.WARNING,
                                what + "_HIGH",
                                (what.equals("CPU") ? "CPU" : "Memory")
                                        + " has been at "
                                        + Math.round(share * 100)
                                        + " % over the last 15 min.",
                                "Move machines to another server, or give it more."));
    }

    private static void cache(Findings findings, GatewayReport gateway) {
        if (gateway.cacheTotalBytes() <= 0) {
            return;
        }
        double free = 1 - (double) gateway.cacheUsedBytes() / gateway.cacheTotalBytes();
        if (free < HealthRules.CACHE_FREE_WARNING) {
            findings.add(
                    free < HealthRules.CACHE_FREE_CRITICAL ? Health.CRITICAL : Health.WARNING,
                    "CACHE_LOW",
                    "Its cache has " + Math.round(free * 100) + " % free." + untilFull(gateway),
                    "Look whether its master target keeps up; give the cache more room.");
        }
    }

    private static String untilFull(GatewayReport gateway) {
        return gateway.cache()
                .flatMap(CacheView::minutesUntilFull)
                .map(minutes -> " It will be full in " + Math.max(1, Math.round(minutes)) + " min.")
                .orElse("");
    }

    private void backlog(Findings findings, Component component) {
        double seconds =
                machines.all().stream()
                        .filter(machine -> machine.servers().processServer().equals(component.id()))
                        .map(Machine::id)
                        .map(facts::capture)
                        .flatMap(Optional::stream)
                        .flatMap(capture -> capture.report().hops().stream())
                        .filter(hop -> hop.kind() == HopKind.PROCESS_SERVER)
                        .mapToDouble(Hop::seconds)
                        .max()
                        .orElse(0);
        if (seconds > HealthRules.BACKLOG_WARNING.toSeconds()) {
            findings.add(
                    seconds > HealthRules.BACKLOG_CRITICAL.toSeconds()
                            ? Health.CRITICAL
                            : Health.WARNING,
                    "BACKLOG",
                    "Changes wait " + Ages.say(Duration.ofSeconds((long) seconds)) + " in it.",
                    "Widen its line to the master target, or move machines to another server.");
        }
    }
}
