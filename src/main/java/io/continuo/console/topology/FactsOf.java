package io.continuo.console.topology;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.LinkHistory;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.ChangeLogWords;
import io.continuo.console.ui.States;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the panel says about each kind of thing. */
final class FactsOf {
    private final Ui ui;
    private final ConsoleState state;
    private final MapWords words;

    FactsOf(Ui ui, ConsoleState state, MapWords words) {
        this.ui = ui;
        this.state = state;
        this.words = words;
    }

    Facts of(Thing thing) {
        return switch (thing) {
            case Thing.HostFrame frame -> host(thing, frame.host());
            case Thing.HostTile tile -> host(thing, tile.host());
            case Thing.HostsFrame frame -> hosts(frame);
            case Thing.GuestTile tile -> guest(tile);
            case Thing.Process process -> process(process);
            case Thing.Line line -> line(line);
            case Thing.Target target -> target(target);
            case Thing.Control control -> control(control);
        };
    }

    private Facts host(Thing thing, Host host) {
        List<Facts.Number> numbers = new ArrayList<>();
        host.link().ifPresent(link -> numbers.add(rate(link, "topology.fact.sent")));
        numbers.add(waiting(host.guests()));
        numbers.add(cpu(host.agent()));
        numbers.add(memory(host.agent()));
        Facts facts =
                server(
                        thing,
                        host.agent(),
                        "topology.about.agent",
                        numbers,
                        host.link().map(this::chart));
        return host.link()
                .filter(link -> States.urgency(link.health()) < States.urgency(facts.health()))
                .map(link -> cutOff(facts, link))
                .orElse(facts);
    }

    /** A host that runs, but whose line to the process server does not. */
    private Facts cutOff(Facts facts, LinkView link) {
        return new Facts(
                facts.title(),
                facts.caption(),
                link.health(),
                facts.since(),
                link.message().isEmpty() ? ui.text("topology.about.cut") : link.message(),
                ui.text("topology.cut.correction"),
                facts.numbers(),
                facts.chart(),
                facts.machines(),
                facts.machine());
    }

    private Facts hosts(Thing.HostsFrame frame) {
        List<LinkView> links =
                frame.row().hosts().stream().flatMap(host -> host.link().stream()).toList();
        long sent = links.stream().mapToLong(LinkView::bytesPerSecond).sum();
        return new Facts(
                words.title(frame),
                words.caption(frame),
                frame.health(),
                "",
                ui.text("topology.about.hosts", "server", frame.row().process().name()),
                "",
                List.of(
                        plain(ui.format().rate(sent), "topology.fact.sent"),
                        waiting(frame.behind())),
                Optional.empty(),
                frame.behind(),
                Optional.empty());
    }

    private Facts process(Thing.Process process) {
        ServerView server = process.row().process();
        Optional<Duration> fullIn = MapWords.fullIn(server, process.row().reaches());
        List<Facts.Number> numbers = new ArrayList<>();
        process.row().reaches().stream()
                .findFirst()
                .ifPresent(reach -> numbers.add(sent(reach.line())));
        numbers.add(
                fullIn.map(span ->
                                new Facts.Number(
                                        ui.format().span(span),
                                        MapWords.fullState(fullIn),
                                        ui.text("topology.fact.untilFull")))
                        .orElseGet(() -> cache(server)));
        numbers.add(cpu(server));
        numbers.add(memory(server));
        return server(
                process,
                server,
                "topology.about.process",
                numbers,
                process.row().reaches().stream().findFirst().map(reach -> chart(reach.line())));
    }

    private Facts target(Thing.Target target) {
        ServerView server = target.server();
        List<Facts.Number> numbers = new ArrayList<>();
        server.newestDurable()
                .ifPresent(time ->
                        numbers.add(plain(ui.format().elapsed(age(time)), "topology.fact.newest")));
        numbers.add(plain(ui.format().bytes(server.cacheUsedBytes()), "topology.fact.journal"));
        numbers.add(cpu(server));
        numbers.add(memory(server));
        return server(
                target,
                server,
                "topology.about.target",
                numbers,
                target.rows().stream()
                        .flatMap(row -> row.reaches().stream())
                        .filter(reach -> reach.target().id().equals(server.id()))
                        .findFirst()
                        .map(reach -> chart(reach.line())));
    }

    private Facts control(Thing.Control control) {
        List<Facts.Number> numbers = new ArrayList<>();
        control.link()
                .flatMap(LinkView::latencySeconds)
                .ifPresent(seconds -> numbers.add(latency(seconds)));
        numbers.add(
                plain(
                        Measure.of(ui.format().count(state.machines().size()), ""),
                        "topology.fact.machines"));
        numbers.add(cpu(control.server()));
        numbers.add(memory(control.server()));
        return server(
                control, control.server(), "topology.about.control", numbers, Optional.empty());
    }

    private Facts server(
            Thing thing,
            ServerView server,
            String aboutKey,
            List<Facts.Number> numbers,
            Optional<Facts.Chart> chart) {
        Optional<HealthReason> reason = server.healthReasons().stream().findFirst();
        return new Facts(
                words.title(thing),
                words.caption(thing),
                server.health(),
                ui.text(
                        "topology.seen",
                        "ago",
                        ui.format().relative(server.observedAt(), state.serverNow())),
                reason.map(HealthReason::message).orElseGet(() -> ui.text(aboutKey)),
                reason.map(HealthReason::correction).orElse(""),
                numbers,
                chart,
                thing.behind(),
                Optional.empty());
    }

    private Facts line(Thing.Line line) {
        LinkView link = line.reach().line();
        List<Facts.Number> numbers = new ArrayList<>();
        numbers.add(sent(link));
        numbers.add(plain(ui.format().bytes(link.backlogBytes()), "topology.fact.waiting"));
        link.latencySeconds().ifPresent(seconds -> numbers.add(latency(seconds)));
        Optional<Duration> fullIn = MapWords.fullIn(line.row().process(), List.of(line.reach()));
        fullIn.ifPresent(span ->
                numbers.add(
                        new Facts.Number(
                                ui.format().span(span),
                                MapWords.fullState(fullIn),
                                ui.text("topology.fact.untilFull"))));
        return new Facts(
                words.title(line),
                words.caption(line),
                link.health(),
                "",
                link.message().isEmpty() ? ui.text("topology.about.line") : link.message(),
                link.health() == Health.HEALTHY ? "" : ui.text("topology.line.correction"),
                numbers,
                Optional.of(chart(link)),
                line.behind(),
                Optional.empty());
    }

    private Facts guest(Thing.GuestTile tile) {
        if (tile.guest().view().isEmpty()) {
            return new Facts(
                    tile.name(),
                    "",
                    Health.UNKNOWN,
                    "",
                    ui.text("topology.machine.unknown"),
                    "",
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(tile.name()));
        }
        MachineView machine = tile.guest().view().get();
        Optional<HealthReason> reason = machine.healthReasons().stream().findFirst();
        List<Facts.Number> numbers = new ArrayList<>();
        machine.rpoSeconds().ifPresent(seconds -> numbers.add(rpo(machine, seconds)));
        numbers.add(plain(ui.format().rate(machine.churnBytesPerSecond()), "topology.fact.churn"));
        numbers.add(plain(ui.format().bytes(machine.waitingBytes()), "topology.fact.waiting"));
        numbers.add(
                plain(
                        Measure.of(ui.format().count(machine.pointCount()), ""),
                        "topology.fact.points"));
        return new Facts(
                machine.name(),
                words.caption(tile),
                machine.health(),
                ui.text(
                        "topology.seen",
                        "ago",
                        ui.format().relative(machine.observedAt(), state.serverNow())),
                reason.map(HealthReason::message)
                        .or(() -> changeLog(machine))
                        .orElseGet(() -> ui.text("topology.about.machine")),
                reason.map(HealthReason::correction).orElse(""),
                numbers,
                state.machine(machine.id())
                        .map(MachineRow::rpoSeries)
                        .map(series ->
                                new Facts.Chart(
                                        Facts.Chart.Kind.RPO,
                                        ui.text("topology.chart.rpo"),
                                        series,
                                        Optional.empty(),
                                        machine.rpoLimitSeconds())),
                List.of(),
                Optional.of(machine.name()));
    }

    /** What is said of a change log that does not keep everything. */
    private Optional<String> changeLog(MachineView machine) {
        return machine.changeLog()
                .filter(log -> log.mode() != ChangeLogMode.DATA)
                .filter(log -> !ChangeLogWords.isInitial(log))
                .map(log -> ChangeLogWords.sentence(ui, log));
    }

    private Facts.Number rpo(MachineView machine, double seconds) {
        return new Facts.Number(
                ui.format().fine(Duration.ofMillis((long) (seconds * 1000))),
                machine.health() == Health.UNKNOWN ? Health.HEALTHY : machine.health(),
                ui.text(
                        "topology.fact.rpo",
                        "limit",
                        ui.format().set(Duration.ofSeconds((long) machine.rpoLimitSeconds()))));
    }

    private Facts.Number sent(LinkView link) {
        return new Facts.Number(
                ui.format().rate(link.bytesPerSecond()),
                link.health(),
                ui.text(
                        "topology.fact.sentOf",
                        "needed",
                        ui.format().rate(link.neededBytesPerSecond())));
    }

    private Facts.Number rate(LinkView link, String key) {
        return plain(ui.format().rate(link.bytesPerSecond()), key);
    }

    private Facts.Number waiting(List<Guest> guests) {
        long waiting =
                guests.stream()
                        .flatMap(guest -> guest.view().stream())
                        .mapToLong(MachineView::waitingBytes)
                        .sum();
        return plain(ui.format().bytes(waiting), "topology.fact.waiting");
    }

    private Facts.Number latency(double seconds) {
        double millis = seconds * 1000;
        String number =
                millis < 10 ? "%.1f".formatted(millis) : ui.format().count(Math.round(millis));
        return plain(Measure.of(number, ui.text("topology.unit.ms")), "topology.fact.latency");
    }

    private Facts.Number cache(ServerView server) {
        return server.cacheTotalBytes() > 0
                ? new Facts.Number(
                        ui.format().percent(MapWords.cacheShare(server)),
                        Health.HEALTHY,
                        ui.text(
                                "topology.fact.cacheOf",
                                "total",
                                ui.format().bytes(server.cacheTotalBytes())))
                : plain(ui.format().bytes(server.cacheUsedBytes()), "topology.fact.cache");
    }

    private Facts.Number cpu(ServerView server) {
        return plain(
                ui.format().percent(Math.round(server.cpuLoad() * 100) / 100.0),
                "topology.fact.cpu");
    }

    private Facts.Number memory(ServerView server) {
        return new Facts.Number(
                ui.format().bytes(server.memoryUsedBytes()),
                Health.HEALTHY,
                ui.text(
                        "topology.fact.memoryOf",
                        "total",
                        ui.format().bytes(server.memoryTotalBytes())));
    }

    private Facts.Number plain(Measure measure, String captionKey) {
        return new Facts.Number(measure, Health.HEALTHY, ui.text(captionKey));
    }

    private Facts.Chart chart(LinkView link) {
        LinkHistory.Rates rates = state.linkHistory().of(link.id());
        return new Facts.Chart(
                Facts.Chart.Kind.RATE,
                ui.text("topology.chart.rate"),
                rates.sent(),
                Optional.of(rates.needed()),
                Double.NaN);
    }

    private Duration age(Instant time) {
        Duration age = Duration.between(time, state.serverNow());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
