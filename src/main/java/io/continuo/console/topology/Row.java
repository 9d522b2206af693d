package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;
import io.continuo.console.ui.States;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process server with everything before and behind it: one horizontal band of the map.
 *
 * @param hosts in order of their names
 */
record Row(ServerView process, List<Host> hosts, List<Reach> reaches) {
    Row {
        hosts = List.copyOf(hosts);
        reaches = List.copyOf(reaches);
    }

    /**
     * The worst state of what the whole row depends on: its process server, lines and targets, and
     * what feeds it, if nothing else does.
     */
    Health path() {
        return Faults.worst(
                Stream.concat(
                        Stream.of(process.health(), fed()),
                        reaches.stream()
                                .flatMap(reach ->
                                        Stream.of(
                                                reach.line().health(), reach.target().health()))));
    }

    /** The best state of the links that feed the process server: one cut of several is not all. */
    private Health fed() {
        return hosts.stream()
                .flatMap(host -> host.link().stream())
                .map(LinkView::health)
                .max(Comparator.comparingInt(States::urgency))
                .orElse(Health.HEALTHY);
    }

    /** The worst state of anything in the row. */
    Health worst() {
        return Faults.worst(
                Stream.concat(
                        Stream.of(path()),
                        hosts.stream()
                                .flatMap(host ->
                                        Stream.concat(
                                                Stream.of(
                                                        host.agent().health(),
                                                        host.link()
                                                                .map(link -> link.health())
                                                                .orElse(Health.HEALTHY)),
                                                host.guests().stream().map(Guest::health)))));
    }

    List<Guest> guests() {
        return hosts.stream().flatMap(host -> host.guests().stream()).toList();
    }
}
