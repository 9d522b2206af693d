package io.continuo.console.machines;

import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.MachineView;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Words;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is said of the hops of a machine's writes: where each is, and which of them is slow. */
final class HopWords {
    /** From this share on a hop is what the RPO is made of. */
    private static final double MOST = 0.5;

    private final Ui ui;
    private final Optional<TopologyView> topology;

    HopWords(Ui ui, Optional<TopologyView> topology) {
        this.ui = ui;
        this.topology = topology;
    }

    List<HopLine> lines(MachineView machine) {
        return machine.hops().stream()
                .map(hop ->
                        new HopLine(
                                hop.kind(),
                                Words.of(ui, hop.kind()),
                                time(hop),
                                caption(machine, hop)))
                .toList();
    }

    static Optional<Hop> slowest(MachineView machine) {
        return machine.hops().stream().max(Comparator.comparingDouble(Hop::seconds));
    }

    /** Where the time goes, in a sentence. */
    String why(MachineView machine) {
        Optional<Hop> slowest = slowest(machine);
        if (machine.rpoSeconds().isEmpty() || slowest.isEmpty()) {
            return ui.text("machine.why.none");
        }
        double all = machine.hops().stream().mapToDouble(Hop::seconds).sum();
        Hop hop = slowest.get();
        boolean late = machine.rpoSeconds().get() > machine.rpoLimitSeconds();
        if (!late && hop.seconds() < machine.rpoLimitSeconds() * MOST) {
            return ui.messages()
                    .rich(
                            "machine.why.keepsUp",
                            "hop",
                            Words.of(ui, hop.kind()),
                            "time",
                            ui.format().fine(time(hop)));
        }
        Optional<ServerView> cache = server(machine, MachineNode::processServerId);
        if (hop.kind() == HopKind.PROCESS_SERVER
                && hop.seconds() >= MOST * all
                && cache.isPresent()) {
            return ui.messages()
                    .rich(
                            "machine.why.cacheOf",
                            "server",
                            cache.get().name(),
                            "time",
                            ui.format().fine(time(hop)),
                            "waiting",
                            ui.format().bytes(hop.waitingBytes()));
        }
        return ui.messages()
                .rich(
                        (hop.seconds() >= MOST * all ? "machine.why.most." : "machine.why.spread.")
                                + hop.kind(),
                        "time",
                        ui.format().fine(time(hop)),
                        "waiting",
                        ui.format().bytes(hop.waitingBytes()));
    }

    private String caption(MachineView machine, Hop hop) {
        return switch (hop.kind()) {
            case CAPTURE -> ui.text("machine.hop.on", "machine", machine.name());
            case CHANGE_LOG ->
                    machine.changeLog()
                            .flatMap(this::held)
                            .orElseGet(() -> waiting(Optional.empty(), hop));
            case PROCESS_SERVER -> waiting(server(machine, MachineNode::processServerId), hop);
            case LINK ->
                    link(machine)
                            .map(link ->
                                    ui.text(
                                            "machine.hop.rate",
                                            "rate",
                                            ui.format().rate(link.bytesPerSecond())))
                            .orElseGet(() -> waiting(Optional.empty(), hop));
            case JOURNAL ->
                    server(machine, MachineNode::masterTargetId)
                            .map(ServerView::name)
                            .orElseGet(() -> waiting(Optional.empty(), hop));
        };
    }

    /** What the change log holds of what it may; nothing worth a word while it is empty. */
    private Optional<String> held(ChangeLogView log) {
        long limit = log.memoryLimitBytes() + log.diskLimitBytes();
        return switch (log.mode()) {
            case DATA ->
                    limit == 0
                            ? Optional.empty()
                            : Optional.of(
                                    ui.text(
                                            "machine.hop.held",
                                            "held",
                                            ui.format().bytes(log.memoryBytes() + log.diskBytes()),
                                            "limit",
                                            ui.format().bytes(limit)));
            case BITMAP, RESYNC_REQUIRED -> Optional.of(ui.text("machine.hop.bitmap"));
        };
    }

    /** The process server a machine's changes pass. */
    Optional<ServerView> processServer(MachineView machine) {
        return server(machine, MachineNode::processServerId);
    }

    private String waiting(Optional<ServerView> server, Hop hop) {
        if (hop.waitingBytes() == 0) {
            return server.map(ServerView::name).orElse(ui.text("machine.hop.nothing"));
        }
        var bytes = ui.format().bytes(hop.waitingBytes());
        return server.map(
                        at -> ui.text("machine.hop.waitsAt", "server", at.name(), "waiting", bytes))
                .orElseGet(() -> ui.text("machine.hop.waits", "waiting", bytes));
    }

    private Optional<MachineNode> node(MachineView machine) {
        return topology.stream()
                .flatMap(view -> view.machines().stream())
                .filter(node -> node.machineId().equals(machine.id()))
                .findFirst();
    }

    private Optional<ServerView> server(
            MachineView machine, java.util.function.Function<MachineNode, String> id) {
        return node(machine)
                .map(id)
                .flatMap(wanted ->
                        topology.stream()
                                .flatMap(view -> view.servers().stream())
                                .filter(server -> server.id().equals(wanted))
                                .findFirst());
    }

    private Optional<LinkView> link(MachineView machine) {
        return node(machine)
                .flatMap(node ->
                        topology.stream()
                                .flatMap(view -> view.links().stream())
                                .filter(link ->
                                        link.fromId().equals(node.processServerId())
                                                && link.toId().equals(node.masterTargetId()))
                                .findFirst());
    }

    private static Duration time(Hop hop) {
        return Duration.ofMillis((long) (hop.seconds() * 1000));
    }
}
