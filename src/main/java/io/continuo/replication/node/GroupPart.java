package io.continuo.replication.node;

import io.continuo.api.component.AppPointSpec;
import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.consistency.AppPoints;
import io.continuo.replication.consistency.BarrierDesk;
import io.continuo.replication.consistency.GroupKeeper;
import io.continuo.replication.consistency.Holdable;
import io.continuo.replication.consistency.RemoteMember;
import io.continuo.replication.stream.CallPort;
import io.continuo.replication.stream.LineSecurity;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** An agent's part in consistency groups, and its app-consistent points. */
final class GroupPart implements Closeable {
    private final GroupKeeper keeper;
    private final AppPoints apps;
    private final Optional<CallPort> port;
    private final String address;

    /**
     * @param machines finds a machine captured here
     * @param listen {@code host:port} to answer other agents on (DOMAIN.md: ports, 20004)
     * @param security of lines to other agents
     */
    GroupPart(
            Function<String, Optional<? extends Holdable>> machines,
            Optional<String> listen,
            LineSecurity security,
            Clock clock,
            Consumer<RaisedEvent> events)
            throws IOException {
        apps = new AppPoints(machines, clock, events);
        BarrierDesk desk = new BarrierDesk(machines, apps::quiescer);
        if (listen.isPresent()) {
            CallPort opened =
                    CallPort.open(
                            listen.get(), request -> RemoteMember.answer(desk, request), security);
            port = Optional.of(opened);
            address = host(listen.get()) + ":" + opened.port();
        } else {
            port = Optional.empty();
            address = "";
        }
        keeper = new GroupKeeper(desk, security, clock, events);
    }

    /** Who listens everywhere is reached by name. */
    private static String host(String listen) throws IOException {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        return host.equals("0.0.0.0") || host.equals("[::]")
                ? InetAddress.getLocalHost().getHostName()
                : host;
    }

    /** Where other agents reach it; empty if nowhere. */
    String address() {
        return address;
    }

    void set(List<GroupSpec> groups) {
        keeper.groups(groups);
    }

    Map<String, PointView> mark(String groupId, PointKind kind, String label)
            throws InterruptedException {
        return keeper.mark(groupId, kind, label);
    }

    void appPoints(List<AppPointSpec> machines) {
        apps.set(machines);
    }

    /** An app-consistent point of one machine. */
    PointView appPoint(String machineId, String label) throws InterruptedException {
        return apps.mark(machineId, label);
    }

    @Override
    public void close() throws IOException {
        apps.close();
        keeper.close();
        if (port.isPresent()) {
            port.get().close();
        }
    }
}
