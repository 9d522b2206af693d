package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;

import java.util.List;
import java.util.Optional;

/** What a box of the map stands for. */
sealed interface Thing {
    /** Unique on the map, and the same from one picture to the next. */
    String id();

    Health health();

    /** What one looks for it by. */
    String name();

    /** The machines that depend on it, worst first. */
    List<Guest> behind();

    /** A frame around the machines of one agent. */
    record HostFrame(Host host) implements Thing {
        @Override
        public String id() {
            return host.id();
        }

        @Override
        public Health health() {
            return host.agent().health();
        }

        @Override
        public String name() {
            return host.agent().name();
        }

        @Override
        public List<Guest> behind() {
            return host.guests();
        }
    }

    /** A frame around the agents of one process server, where there are too many machines. */
    record HostsFrame(Row row) implements Thing {
        @Override
        public String id() {
            return "hosts:" + row.process().id();
        }

        @Override
        public Health health() {
            return Faults.worst(row.hosts().stream().map(host -> host.agent().health()));
        }

        @Override
        public String name() {
            return row.hosts().getFirst().agent().name();
        }

        @Override
        public List<Guest> behind() {
            return row.guests().stream().sorted(Faults.WORST_FIRST).toList();
        }
    }

    /** An agent with its machines as a row of shapes. */
    record HostTile(Host host) implements Thing {
        @Override
        public String id() {
            return host.id();
        }

        @Override
        public Health health() {
            return host.agent().health();
        }

        @Override
        public String name() {
            return host.agent().name();
        }

        @Override
        public List<Guest> behind() {
            return host.guests();
        }
    }

    /** One machine. */
    record GuestTile(Guest guest) implements Thing {
        @Override
        public String id() {
            return "machine:" + guest.id();
        }

        @Override
        public Health health() {
            return guest.health();
        }

        @Override
        public String name() {
            return guest.name();
        }

        @Override
        public List<Guest> behind() {
            return List.of(guest);
        }
    }

    /**
     * A process server.
     *
     * @param row what stands before and behind it
     */
    record Process(Row row) implements Thing {
        @Override
        public String id() {
            return row.process().id();
        }

        @Override
        public Health health() {
            return row.process().health();
        }

        @Override
        public String name() {
            return row.process().name();
        }

        @Override
        public List<Guest> behind() {
            return row.guests().stream().sorted(Faults.WORST_FIRST).toList();
        }
    }

    /** The line between the sites. */
    record Line(Row row, Reach reach) implements Thing {
        @Override
        public String id() {
            return "line:" + reach.line().id();
        }

        @Override
        public Health health() {
            return reach.line().health();
        }

        @Override
        public String name() {
            return row.process().name() + " " + reach.target().name();
        }

        @Override
        public List<Guest> behind() {
            return row.guests().stream().sorted(Faults.WORST_FIRST).toList();
        }
    }

    /**
     * A master target.
     *
     * @param rows the rows that send to it
     */
    record Target(ServerView server, List<Row> rows) implements Thing {
        @Override
        public String id() {
            return server.id();
        }

        @Override
        public Health health() {
            return server.health();
        }

        @Override
        public String name() {
            return server.name();
        }

        @Override
        public List<Guest> behind() {
            return rows.stream()
                    .flatMap(row -> row.guests().stream())
                    .sorted(Faults.WORST_FIRST)
                    .toList();
        }
    }

    /**
     * A configuration server.
     *
     * @param link the slowest or worst of its links
     */
    record Control(ServerView server, Optional<LinkView> link) implements Thing {
        @Override
        public String id() {
            return server.id();
        }

        @Override
        public Health health() {
            return server.health();
        }

        @Override
        public String name() {
            return server.name();
        }

        @Override
        public List<Guest> behind() {
            return List.of();
        }
    }
}
