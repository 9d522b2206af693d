package io.continuo.server;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.OrderProgress;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.component.ReplicaReport;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.component.VolumeReport;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.client.ComponentClient;
import io.continuo.client.HttpComponentClient;
import io.continuo.client.ServerAddress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A component that plays every role over the real API and does as told, but holds no data: what a
 * test says of its disks, its line and its clock is so.
 */
public final class FakeComponent implements AutoCloseable {
    static final long DISK_BYTES = 64L << 20;

    private final String name;
    private final List<ComponentRole> roles;
    private final ComponentClient client;
    private final Map<String, CaptureSpec> captures = new ConcurrentHashMap<>();
    private final Map<String, ReplicaSpec> replicas = new ConcurrentHashMap<>();
    private final Map<String, List<PointView>> points = new ConcurrentHashMap<>();
    private final Map<String, List<PointView>> untold = new ConcurrentHashMap<>();
    private final Map<String, List<String>> forgotten = new ConcurrentHashMap<>();
    private final Map<String, Outcome.ViewOpened> views = new ConcurrentHashMap<>();
    private final List<Order> seen = new CopyOnWriteArrayList<>();
    private final List<RaisedEvent> raised = new CopyOnWriteArrayList<>();
    private final List<OrderProgress> progress = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger nextPoint = new AtomicInteger();
    private volatile Function<Order, Optional<Outcome>> instead = order -> Optional.empty();
    private volatile boolean open = true;
    private volatile boolean reporting = true;
    private volatile boolean full = true;
    private volatile String id = "";
    private volatile List<GroupSpec> groups = List.of();

    /** What is reported of every machine. */
    volatile DataState dataState = DataState.DELTA;

    volatile String cause = "";
    volatile boolean linkUp = true;
    volatile Duration durableAge = Duration.ofMillis(300);
    volatile Duration clockBehind = Duration.ZERO;
    volatile Optional<Progress> copying = Optional.empty();
    volatile Optional<Problem> replicaProblem = Optional.empty();
    volatile Optional<VolumeReport> volume = Optional.empty();

    FakeComponent(ServerAddress address, String name, ComponentRole... roles) {
        this.name = name;
        this.roles = List.of(roles.length == 0 ? ComponentRole.values() : roles);
        this.client = new HttpComponentClient(address);
    }

    FakeComponent start() {
        enrol();
        threads.add(Thread.ofVirtual().start(() -> loop(this::obey)));
        threads.add(Thread.ofVirtual().start(() -> loop(this::report)));
        return this;
    }

    String id() {
        return id;
    }

    List<Order> seen() {
        return seen;
    }

    Map<String, CaptureSpec> captures() {
        return captures;
    }

    Map<String, ReplicaSpec> replicas() {
        return replicas;
    }

    /** Answers instead of the component; empty leaves the order to it. */
    void instead(Function<Order, Optional<Outcome>> script) {
        instead = script;
    }

    void raise(RaisedEvent event) {
        raised.add(event);
    }

    void progress(OrderProgress where) {
        progress.add(where);
    }

    /** Says nothing more, and takes no orders. */
    void silence() {
        reporting = false;
        threads.forEach(Thread::interrupt);
    }

    /** Comes back as a component does: it enrols. */
    void speak() {
        enrol();
        reporting = true;
    }

    PointView addPoint(String machineId, Instant time) {
        PointView point =
                new PointView("p" + nextPoint.incrementAndGet(), time, PointKind.CRASH, "", false);
        points.computeIfAbsent(machineId, key -> new CopyOnWriteArrayList<>()).add(point);
        untold.computeIfAbsent(machineId, key -> new CopyOnWriteArrayList<>()).add(point);
        return point;
    }

    void dropPoint(String machineId, String point) {
        points.get(machineId).removeIf(held -> held.id().equals(point));
        forgotten.computeIfAbsent(machineId, key -> new CopyOnWriteArrayList<>()).add(point);
    }

    private void enrol() {
        id = client.enrol(new EnrolRequest(name, roles, "primary", "127.0.0.1:9443", "0.1.0"));
        Assignments assigned = client.assignments(id);
        captures.keySet()
                .retainAll(assigned.captures().stream().map(CaptureSpec::machineId).toList());
        assigned.captures().forEach(spec -> captures.put(spec.machineId(), spec));
        assigned.replicas().forEach(spec -> replicas.put(spec.machineId(), spec));
        full = true;
    }

    private interface Turn {
        void run() throws InterruptedException;
    }

    private void loop(Turn turn) {
        while (open) {
            try {
                turn.run();
            } catch (ContinuoException e) {
                again(e);
            } catch (InterruptedException e) {
                // Silenced or closed; the loop's condition says which.
                continue;
            }
        }
    }

    private void again(ContinuoException e) {
        try {
            if (Thread.interrupted()) {
                return;
            }
            if (open && e.problem().code() == ErrorCode.COMPONENT_UNKNOWN) {
                enrol();
            } else if (open) {
                Thread.sleep(50);
            }
        } catch (ContinuoException | InterruptedException unreachable) {
            // The next turn tries again.
            return;
        }
    }

    private void obey() throws InterruptedException {
        if (!reporting) {
            Thread.sleep(20);
            return;
        }
        for (OrderEnvelope envelope : client.orders(id, Duration.ofSeconds(20))) {
            seen.add(envelope.order());
            Thread.ofVirtual().start(() -> obey(envelope));
        }
    }

    private void obey(OrderEnvelope envelope) {
        Outcome outcome = instead.apply(envelope.order()).orElseGet(() -> done(envelope.order()));
        try {
            client.answer(id, envelope.orderId(), outcome);
        } catch (ContinuoException e) {
            // The server is away; it gives the order again when it is back.
            return;
        }
    }

    private Outcome done(Order order) {
        return switch (order) {
            case Order.CheckDisks check ->
                    new Outcome.DisksChecked(
                            check.paths().stream().map(FakeComponent::facts).toList());
            case Order.PrepareReplica prepare -> {
                replicas.put(prepare.replica().machineId(), prepare.replica());
                yield new Outcome.Done();
            }
            case Order.StartCapture start -> {
                captures.put(start.capture().machineId(), start.capture());
                yield new Outcome.CaptureStarted(
                        start.capture().disks().stream()
                                .map(disk -> uri(start.capture().machineId(), disk.index()))
                                .toList());
            }
            case Order.StopCapture stop -> {
                captures.remove(stop.machineId());
                yield new Outcome.Done();
            }
            case Order.RemoveReplica remove -> {
                replicas.remove(remove.machineId());
                points.remove(remove.machineId());
                yield new Outcome.Done();
            }
            case Order.MarkPoint mark -> new Outcome.PointMade(made(mark));
            case Order.SetAppPoints ignored -> new Outcome.Done();
            case Order.SetGroups set -> {
                groups = set.groups();
                yield new Outcome.Done();
            }
            case Order.MarkGroup mark -> shared(mark);
            case Order.OpenView open -> opened(open);
            case Order.CloseView close -> {
                views.remove(close.machineId());
                yield new Outcome.Done();
            }
            case Order.ExportPoint export ->
                    new Outcome.Exported(
                            newest(export.machineId()), List.of(export.directory() + "/0.raw"));
            case Order.ChangeSettings ignored -> new Outcome.Done();
            case Order.StartResync ignored ->
                    new Outcome.ResyncStarted(new ResyncView(Optional.empty(), Optional.empty()));
            case Order.CancelOrder ignored -> new Outcome.Done();
            case Order.ChangeRoute ignored -> new Outcome.Done();
            case Order.Distrust ignored -> new Outcome.Done();
            case Order.SetThrottle ignored -> new Outcome.Done();
            case Order.StartMachine start ->
                    new Outcome.MachineStarted(booted(start.start().runId()));
            case Order.StopMachine ignored ->
                    new Outcome.MachineStopped(Outcome.MachineStopped.GRACEFUL);
            case Order.LookAtMachine look ->
                    new Outcome.MachineSeen(booted(look.runId()), Optional.empty(), "ready\n");
            case Order.RepointDisks ignored -> new Outcome.Done();
            case Order.HoldCapture ignored -> new Outcome.Done();
            case Order.ReleaseCapture release ->
                    new Outcome.CaptureStarted(List.of(uri(release.machineId(), 0)));
            case Order.OpenLive open ->
                    new Outcome.ViewOpened(
                            newest(open.machineId()),
                            List.of(new ViewDisk("/disk", DISK_BYTES, uri(open.machineId(), 0))));
            case Order.DropLive ignored -> new Outcome.Done();
            case Order.MakeLiveWhole ignored -> new Outcome.Done();
            case Order.HandOverLive over ->
                    new Outcome.HandedOver(over.to().isEmpty() ? List.of("/moved") : over.to());
            case Order.CutLink ignored -> {
                linkUp = false;
                yield new Outcome.Done();
            }
        };
    }

    private static MachineRunView booted(String runId) {
        Instant now = Instant.now();
        return new MachineRunView(
                runId,
                MachineRunView.BOOTED,
                now,
                Optional.of(now),
                Optional.of(now),
                MachineRunView.SERIAL,
                "tcg",
                Optional.empty());
    }

    /** Points with one time at every member of a group it was told of. */
    private Outcome shared(Order.MarkGroup mark) {
        Instant time = Instant.now().plus(clockBehind);
        Map<String, PointView> made = new java.util.HashMap<>();
        for (GroupSpec group : groups) {
            if (group.groupId().equals(mark.groupId())) {
                for (GroupSpec.Member member : group.members()) {
                    PointView point =
                            new PointView(
                                    "p" + nextPoint.incrementAndGet(),
                                    time,
                                    mark.kind(),
                                    mark.label(),
                                    true);
                    points.computeIfAbsent(member.machineId(), key -> new CopyOnWriteArrayList<>())
                            .add(point);
                    made.put(member.machineId(), point);
                }
            }
        }
        return new Outcome.GroupMarked(made);
    }

    List<GroupSpec> groups() {
        return groups;
    }

    static DiskFacts facts(String path) {
        Optional<Problem> problem =
                path.contains("missing")
                        ? Optional.of(
                                Problem.of(
                                        ErrorCode.DISK_MISSING,
                                        "There is no disk " + path + ".",
                                        "No file has that path.",
                                        "Give the path of an existing disk.",
                                        path))
                        : Optional.empty();
        return new DiskFacts(path, DISK_BYTES, DISK_BYTES / 2, problem);
    }

    private PointView made(Order.MarkPoint mark) {
        PointView point =
                new PointView(
                        "p" + nextPoint.incrementAndGet(),
                        Instant.now(),
                        mark.kind(),
                        mark.label(),
                        false);
        points.computeIfAbsent(mark.machineId(), key -> new CopyOnWriteArrayList<>()).add(point);
        return point;
    }

    private PointView newest(String machineId) {
        return points.get(machineId).getLast();
    }

    private Outcome opened(Order.OpenView open) {
        PointView point =
                points.get(open.machineId()).stream()
                        .filter(held -> held.id().equals(open.point()))
                        .findFirst()
                        .orElseGet(() -> newest(open.machineId()));
        Outcome.ViewOpened view =
                new Outcome.ViewOpened(
                        point,
                        replicas.get(open.machineId()).disks().stream()
                                .map(disk ->
                                        new ViewDisk(
                                                disk.path(),
                                                disk.sizeBytes(),
                                                uri(open.machineId(), disk.index()) + "-view"))
                                .toList());
        views.put(open.machineId(), view);
        return view;
    }

    private static String uri(String machineId, int disk) {
        return "nbd://127.0.0.1:10809/" + machineId + "." + disk;
    }

    private void report() throws InterruptedException {
        if (reporting) {
            Instant time = Instant.now().minus(clockBehind);
            boolean whole = full;
            List<RaisedEvent> events = List.copyOf(raised);
            client.report(
                    id,
                    new ComponentReport(
                            time,
                            0.1,
                            1 << 20,
                            1 << 24,
                            captures.values().stream().map(spec -> capture(spec, time)).toList(),
                            replicas.values().stream()
                                    .map(spec -> replica(spec, time, whole))
                                    .toList(),
                            Optional.of(new GatewayReport(1000, 1_000_000, 500, 400, 1)),
                            drain(progress),
                            events,
                            "127.0.0.1:20004",
                            volume));
            raised.removeAll(events);
            if (whole) {
                full = false;
            }
        }
        Thread.sleep(50);
    }

    private static <T> List<T> drain(List<T> list) {
        List<T> all = List.copyOf(list);
        list.removeAll(all);
        return all;
    }

    private CaptureReport capture(CaptureSpec spec, Instant time) {
        return new CaptureReport(
                spec.machineId(),
                dataState,
                cause,
                dataState == DataState.DELTA
                        ? Optional.of(time.minus(durableAge))
                        : Optional.empty(),
                linkUp,
                Optional.of(0.002),
                2048,
                1024,
                4096,
                copying,
                List.of(
                        new Hop(HopKind.CHANGE_LOG, 0.1, 4096),
                        new Hop(HopKind.PROCESS_SERVER, 0.2, 512)),
                spec.disks().stream()
                        .map(disk ->
                                new DiskView(
                                        disk.index(),
                                        disk.path(),
                                        disk.sizeBytes(),
                                        uri(spec.machineId(), disk.index()),
                                        2048,
                                        4096,
                                        dataState))
                        .toList());
    }

    private ReplicaReport replica(ReplicaSpec spec, Instant time, boolean whole) {
        String machine = spec.machineId();
        List<PointView> added =
                whole
                        ? List.copyOf(points.getOrDefault(machine, List.of()))
                        : drain(untold.getOrDefault(machine, new CopyOnWriteArrayList<>()));
        return new ReplicaReport(
                machine,
                whole,
                added,
                drain(forgotten.getOrDefault(machine, new CopyOnWriteArrayList<>())),
                8192,
                Optional.of(time.minus(durableAge)),
                Optional.ofNullable(views.get(machine)),
                replicaProblem);
    }

    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt);
        client.close();
    }
}
