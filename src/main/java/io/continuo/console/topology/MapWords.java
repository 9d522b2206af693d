package io.continuo.console.topology;

import io.continuo.api.component.CacheView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.SiteRole;
import io.continuo.api.topology.SiteView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.States;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The words on the map, each a whole message. */
final class MapWords {
    /** DOMAIN.md, health: cache free under 20 % throttles its machines. */
    static final double THROTTLES_AT = 0.8;

    private static final Duration FULL_WARNING = Duration.ofMinutes(60);
    private static final Duration FULL_CRITICAL = Duration.ofMinutes(15);

    private final Ui ui;
    private final Supplier<Instant> now;
    private Set<String> sharedNames = Set.of();

    /**
     * @param now the server's clock
     */
    MapWords(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        this.now = now;
    }

    /** Servers of these names are called by their role instead. */
    void setSharedNames(Set<String> names) {
        sharedNames = Set.copyOf(names);
    }

    /** What a server is called: its name, or its role where others have the same name. */
    String server(ServerView server) {
        return sharedNames.contains(server.name())
                ? ui.text(
                        switch (server.role()) {
                            case CONFIGURATION_SERVER -> "topology.called.configuration";
                            case PROCESS_SERVER -> "topology.called.process";
                            case MASTER_TARGET -> "topology.called.target";
                            case MOBILITY_SERVICE -> "topology.called.agent";
                        })
                : server.name();
    }

    /** A site's name; the names of a fresh server are said in the reader's language. */
    String site(SiteView site) {
        return unnamed(site)
                ? ui.text(
                        site.role() == SiteRole.PRIMARY
                                ? "topology.site.primary"
                                : "topology.site.recovery")
                : site.name();
    }

    private static boolean unnamed(SiteView site) {
        return site.name().equalsIgnoreCase(site.role().name() + " site");
    }

    String lane(Arrangement.Lane lane) {
        if (unnamed(lane.site())) {
            return lane.site().role() == SiteRole.PRIMARY
                    ? ui.text(
                            "topology.lane.machines",
                            "machines",
                            lane.machines(),
                            "hosts",
                            lane.hosts())
                    : ui.text("topology.lane.targets", "targets", lane.hosts());
        }
        return lane.site().role() == SiteRole.PRIMARY
                ? ui.text(
                        "topology.lane.primary", "machines", lane.machines(), "hosts", lane.hosts())
                : ui.text("topology.lane.recovery", "targets", lane.hosts());
    }

    String machines(int count) {
        return ui.text("topology.machines", "count", count);
    }

    String hosts(int count) {
        return ui.text("topology.hosts", "count", count);
    }

    String role(ServerRole role) {
        return ui.text(
                switch (role) {
                    case CONFIGURATION_SERVER -> "topology.role.configuration";
                    case PROCESS_SERVER -> "topology.role.process";
                    case MASTER_TARGET -> "topology.role.target";
                    case MOBILITY_SERVICE -> "topology.role.agent";
                });
    }

    /** Healthy, CPU 38 %. */
    String processLine(ServerView server) {
        return ui.text(
                "topology.process.line",
                "state",
                States.word(ui, server.health()),
                "cpu",
                ui.format().percent(Math.round(server.cpuLoad() * 100) / 100.0));
    }

    String targetLine(ServerView server) {
        return ui.text(
                "topology.target.line",
                "state",
                States.word(ui, server.health()),
                "disks",
                server.disks());
    }

    String controlLine(ServerView server) {
        return ui.text("topology.control.line", "state", States.word(ui, server.health()));
    }

    String newest(ServerView target) {
        return target.newestDurable()
                .map(time -> ui.text("topology.target.newest", "age", age(time)))
                .orElseGet(() -> ui.text("topology.target.nothing"));
    }

    private Object age(Instant time) {
        Duration age = Duration.between(time, now.get());
        return ui.format().rough(age.isNegative() ? Duration.ZERO : age);
    }

    /**
     * When a cache that fills is full: as its server measures, or by what comes in and what goes
     * out; empty if it drains.
     */
    static Optional<Duration> fullIn(ServerView server, List<Reach> reaches) {
        if (server.cache().isPresent()) {
            return server.cache()
                    .flatMap(CacheView::minutesUntilFull)
                    .map(minutes -> Duration.ofSeconds((long) (minutes * 60)))
                    .filter(left -> left.compareTo(Duration.ofDays(1)) <= 0);
        }
        long in = reaches.stream().mapToLong(r -> r.line().neededBytesPerSecond()).sum();
        long out = reaches.stream().mapToLong(r -> r.line().bytesPerSecond()).sum();
        long free = server.cacheTotalBytes() - server.cacheUsedBytes();
        if (server.cacheTotalBytes() <= 0 || in - out < Math.max(1000, in / 50) || free < 0) {
            return Optional.empty();
        }
        Duration left = Duration.ofSeconds(free / (in - out));
        return left.compareTo(Duration.ofDays(1)) > 0 ? Optional.empty() : Optional.of(left);
    }

    /** Forecasts are states too (TOKENS.md). */
    static Health fullState(Optional<Duration> fullIn) {
        return fullIn.map(left ->
                        left.compareTo(FULL_CRITICAL) < 0
                                ? Health.CRITICAL
                                : left.compareTo(FULL_WARNING) < 0
                                        ? Health.WARNING
                                        : Health.HEALTHY)
                .orElse(Health.HEALTHY);
    }

    String cache(ServerView server, Optional<Duration> fullIn) {
        if (fullIn.isPresent()) {
            return ui.text("topology.cache.fullIn", "span", ui.format().span(fullIn.get()));
        }
        if (server.cacheTotalBytes() <= 0) {
            return ui.text(
                    "topology.cache.holds", "bytes", ui.format().bytes(server.cacheUsedBytes()));
        }
        return ui.text("topology.cache.used", "share", ui.format().percent(cacheShare(server)));
    }

    static double cacheShare(ServerView server) {
        double share = server.cacheUsedBytes() / (double) Math.max(1, server.cacheTotalBytes());
        return Math.round(share * 100) / 100.0;
    }

    String rate(LinkView link) {
        return ui.format().rate(link.bytesPerSecond()).toString();
    }

    /** 41 MB/s, 9 ms; or what of the wanted rate gets through. */
    String lineRate(LinkView link) {
        if (link.health() != Health.HEALTHY
                && link.neededBytesPerSecond() > link.bytesPerSecond()) {
            return ui.text(
                    "topology.line.ofNeeded",
                    "rate",
                    ui.format().rate(link.bytesPerSecond()),
                    "needed",
                    ui.format().rate(link.neededBytesPerSecond()));
        }
        return rate(link);
    }

    String latency(LinkView link) {
        return link.latencySeconds()
                .map(seconds -> ui.text("topology.line.latency", "latency", milliseconds(seconds)))
                .orElseGet(() -> ui.text("topology.line.noLatency"));
    }

    String rateAndLatency(LinkView link) {
        return link.latencySeconds()
                .map(seconds ->
                        ui.text(
                                "topology.line.rateAndLatency",
                                "rate",
                                ui.format().rate(link.bytesPerSecond()),
                                "latency",
                                milliseconds(seconds)))
                .orElseGet(() -> rate(link));
    }

    String control(LinkView link) {
        return link.latencySeconds()
                .map(seconds -> ui.text("topology.control.link", "latency", milliseconds(seconds)))
                .orElseGet(() -> ui.text("topology.control.linkPlain"));
    }

    String backlog(LinkView link) {
        return ui.text("topology.line.waiting", "bytes", ui.format().bytes(link.backlogBytes()));
    }

    String milliseconds(double seconds) {
        double millis = seconds * 1000;
        Object number = millis < 10 ? Math.round(millis * 10) / 10.0 : Math.round(millis);
        return ui.text("topology.milliseconds", "number", number);
    }

    String title(Thing thing) {
        return switch (thing) {
            case Thing.HostFrame frame -> server(frame.host().agent());
            case Thing.HostTile tile -> server(tile.host().agent());
            case Thing.GuestTile tile -> tile.name();
            case Thing.Process process -> server(process.row().process());
            case Thing.Target target -> server(target.server());
            case Thing.Control control -> server(control.server());
            case Thing.Line line -> ui.text("topology.line");
            case Thing.HostsFrame frame -> hosts(frame.row().hosts().size());
        };
    }

    /** What stands beside the title in the panel. */
    String caption(Thing thing) {
        return switch (thing) {
            case Thing.HostFrame frame -> role(ServerRole.MOBILITY_SERVICE);
            case Thing.HostTile tile -> role(ServerRole.MOBILITY_SERVICE);
            case Thing.HostsFrame frame ->
                    ui.text("topology.hosts.of", "server", server(frame.row().process()));
            case Thing.GuestTile tile ->
                    tile.guest()
                            .view()
                            .map(view ->
                                    ui.text("topology.machine.policy", "policy", view.policy()))
                            .orElse("");
            case Thing.Process process -> role(ServerRole.PROCESS_SERVER);
            case Thing.Target target -> role(ServerRole.MASTER_TARGET);
            case Thing.Control control -> role(ServerRole.CONFIGURATION_SERVER);
            case Thing.Line line ->
                    ui.text(
                            "topology.line.ends",
                            "from",
                            server(line.row().process()),
                            "to",
                            server(line.reach().target()));
        };
    }

    /** The second line of a machine's tile. */
    String rpo(MachineView machine) {
        return machine.rpoSeconds()
                .map(seconds ->
                        ui.text(
                                "topology.machine.rpo",
                                "rpo",
                                ui.format().fine(Duration.ofMillis((long) (seconds * 1000)))))
                .orElseGet(() -> ui.text("topology.machine.noPoint"));
    }

    /** What is worst in a group, or that all is well. */
    String worst(List<Guest> guests) {
        if (guests.isEmpty()) {
            return ui.text("topology.host.empty");
        }
        Health worst = Faults.worst(guests.stream().map(Guest::health));
        return States.counted(ui, worst, counts(guests).get(worst));
    }

    /** Why a host shows no machine: what is wrong with it, or that it has none. */
    String emptyHost(Thing thing) {
        return thing instanceof Thing.HostFrame frame
                ? frame.host().agent().healthReasons().stream()
                        .findFirst()
                        .map(HealthReason::message)
                        .orElseGet(() -> ui.text("topology.host.empty"))
                : ui.text("topology.host.empty");
    }

    static Map<Health, Integer> counts(List<Guest> guests) {
        Map<Health, Integer> counts = new EnumMap<>(Health.class);
        guests.forEach(guest -> counts.merge(guest.health(), 1, Integer::sum));
        return counts;
    }

    /** Everything a box says, for screen readers. */
    String accessible(Thing thing) {
        return ui.text(
                "topology.accessible",
                "name",
                title(thing),
                "what",
                caption(thing),
                "state",
                States.word(ui, thing.health()),
                "machines",
                machines(thing.behind().size()));
    }
}
