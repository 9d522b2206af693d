package io.continuo.console.nav;

import io.continuo.api.component.CacheView;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.topology.ServerView;
import io.continuo.console.fx.Format;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RootCause;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A cause in the reader's language: the message {@code cause.CODE} filled with what is known of the
 * server, line and machines it is about, or the server's own sentence where there is none.
 */
public final class CauseWords {
    private CauseWords() {}

    /** What is wrong, in a sentence. */
    public static String sentence(Ui ui, RootCause cause) {
        String key = "cause." + cause.code();
        try {
            if (ui.messages().has(key)) {
                return ui.text(key, arguments(ui, cause));
            }
        } catch (IllegalArgumentException missing) {
            // facts this sentence wants are not known here; the server's own is complete
        }
        return other(ui, cause);
    }

    /** What to do; empty where nothing is known. */
    public static String correction(Ui ui, RootCause cause) {
        String key = "cause." + cause.code() + ".correction";
        return ui.messages().has(key) ? ui.text(key) : cause.correction();
    }

    private static String other(Ui ui, RootCause cause) {
        String subject =
                cause.server()
                        .map(ServerView::name)
                        .or(() -> cause.machines().stream().map(MachineRow::name).findFirst())
                        .orElse("");
        return cause.message().contains(subject)
                ? cause.message()
                : ui.text("cause.other", "subject", subject, "message", cause.message());
    }

    private static Object[] arguments(Ui ui, RootCause cause) {
        List<Object> pairs = new ArrayList<>(List.of("count", cause.machines().size()));
        cause.line().ifPresent(line -> add(pairs, "from", line.from(), "to", line.to()));
        cause.server().ifPresent(server -> addServer(ui, pairs, cause, server));
        if (!cause.machines().isEmpty()) {
            addMachine(ui, pairs, cause.machines().getFirst());
        }
        return pairs.toArray();
    }

    private static void addServer(Ui ui, List<Object> pairs, RootCause cause, ServerView server) {
        Format format = ui.format();
        add(pairs, "server", server.name());
        add(pairs, "cpu", format.percent(Math.rint(server.cpuLoad() * 100) / 100));
        if (server.memoryTotalBytes() > 0) {
            double used = (double) server.memoryUsedBytes() / server.memoryTotalBytes();
            add(pairs, "memory", format.percent(Math.rint(used * 100) / 100));
        }
        if (server.cacheTotalBytes() > 0) {
            double free = 1 - (double) server.cacheUsedBytes() / server.cacheTotalBytes();
            add(pairs, "free", format.percent(Math.rint(free * 100) / 100));
        }
        server.cache()
                .flatMap(CacheView::minutesUntilFull)
                .ifPresent(minutes ->
                        add(
                                pairs,
                                "full",
                                format.rough(Duration.ofSeconds((long) (minutes * 60)))));
        if (server.observedAt().isAfter(Instant.EPOCH)) {
            add(pairs, "since", format.when(server.observedAt(), ui.clock().instant()));
        }
        cause.machines().stream()
                .flatMap(row -> row.view().hops().stream())
                .filter(hop -> hop.kind() == HopKind.PROCESS_SERVER)
                .mapToDouble(Hop::seconds)
                .max()
                .ifPresent(
                        wait -> add(pairs, "wait", format.span(Duration.ofSeconds((long) wait))));
    }

    private static void addMachine(Ui ui, List<Object> pairs, MachineRow worst) {
        Format format = ui.format();
        Instant now = ui.clock().instant();
        add(pairs, "machine", worst.name());
        add(pairs, "limit", format.set(Duration.ofSeconds((long) worst.view().rpoLimitSeconds())));
        worst.view().rpoSeconds().ifPresent(rpo -> add(pairs, "rpo", format.rpo(rpo)));
        worst.view()
                .newestPoint()
                .ifPresent(point ->
                        add(pairs, "pointAge", format.rough(Duration.between(point.time(), now))));
        worst.view()
                .oldestPoint()
                .ifPresent(point ->
                        add(pairs, "history", format.rough(Duration.between(point.time(), now))));
        add(pairs, "promised", format.set(Duration.ofSeconds(worst.view().retentionSeconds())));
        add(
                pairs,
                "protectedFor",
                format.rough(Duration.between(worst.view().protectedSince(), now)));
    }

    private static void add(List<Object> pairs, Object... more) {
        pairs.addAll(List.of(more));
    }
}
