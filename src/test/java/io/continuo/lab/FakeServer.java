package io.continuo.lab;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A server whose replicas are copies in memory, so that the lab can be tried against one that does
 * not keep its promises. What the lab does not use is not there.
 */
final class FakeServer {
    private static final PointView FIRST_POINT =
            new PointView("0", Instant.EPOCH, PointKind.CRASH, "", false);

    private final Map<String, MemoryDisk> exports = new ConcurrentHashMap<>();
    private final Map<String, ProtectRequest> machines = new LinkedHashMap<>();
    private final Map<String, List<PointView>> points = new ConcurrentHashMap<>();
    private final Map<String, List<MemoryDisk>> held = new ConcurrentHashMap<>();
    private final Map<String, TestFailoverView> drills = new ConcurrentHashMap<>();
    private final Consumer<List<MemoryDisk>> damage;
    private volatile Instant cutAt = Instant.MAX;
    private volatile Instant cutUntil = Instant.MIN;

    /**
     * @param damage done to the disks of every point, under no lock of the guest
     */
    FakeServer(Consumer<List<MemoryDisk>> damage) {
        this.damage = damage;
    }

    ContinuoClient client() {
        return (ContinuoClient)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ContinuoClient.class},
                        (_, method, arguments) -> answer(method, arguments));
    }

    GuestDisk open(String uri) {
        return exports.get(uri);
    }

    private Object answer(Method method, Object[] arguments) throws Throwable {
        try {
            Method ours =
                    getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            return ours.invoke(this, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    List<PolicyView> policies() {
        return List.of();
    }

    PolicyView createPolicy(PolicyRequest request) {
        return new PolicyView("p1", request.name(), 60, 3600, 15, false, 0);
    }

    synchronized JobView protect(ProtectRequest request) throws IOException {
        for (int i = 0; i < request.disks().size(); i++) {
            byte[] bytes = Files.readAllBytes(Path.of(request.disks().get(i)));
            MemoryDisk disk = new MemoryDisk(bytes.length);
            disk.write(0, ByteBuffer.wrap(bytes), false);
            exports.put(request.name() + "/" + i, disk);
        }
        points.put(request.name(), new ArrayList<>());
        machines.put(request.name(), request);
        return job(JobKind.ENABLE_PROTECTION, request.name());
    }

    synchronized List<MachineView> machines() {
        return machines.keySet().stream().map(this::machine).toList();
    }

    MachineView machine(String name) {
        double rpo = 0.5;
        if (Instant.now().isAfter(cutAt) && Instant.now().isBefore(cutUntil)) {
            rpo += java.time.Duration.between(cutAt, Instant.now()).toMillis() / 1e3;
        }
        return new MachineView(
                name,
                name,
                Scenario.KVM_TO_SITE,
                "Lab",
                Direction.FORWARD,
                DataState.DELTA,
                "",
                RoleState.PROTECTED,
                Health.HEALTHY,
                List.of(),
                Optional.of(rpo),
                60,
                3600,
                0,
                0,
                Optional.empty(),
                List.of(),
                IntStream.range(0, machines.get(name).disks().size())
                        .mapToObj(i -> disk(name, i))
                        .toList(),
                points.get(name).size(),
                Optional.empty(),
                Optional.of(FIRST_POINT),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Instant.now(),
                Instant.now());
    }

    private static DiskView disk(String machine, int index) {
        return new DiskView(index, "", 0, machine + "/" + index, 0, 0, DataState.DELTA);
    }

    List<PointView> points(String machine) {
        return points.get(machine);
    }

    PointView mark(String machine, String label) {
        List<MemoryDisk> copies = new ArrayList<>();
        List<MemoryDisk> disks = disksOf(machine);
        lockAll(disks, 0, () -> disks.forEach(disk -> copies.add(disk.copy())));
        damage.accept(copies);
        String id = machine + "-" + points.get(machine).size();
        PointView point = new PointView(id, Instant.now(), PointKind.MARK, label, false);
        held.put(id, copies);
        points.get(machine).add(point);
        return point;
    }

    JobView startTestFailover(String machine, String point, boolean start) {
        List<PointView> all = points.get(machine);
        String id = point.equals("latest") ? all.getLast().id() : point;
        List<ViewDisk> disks = new ArrayList<>();
        for (MemoryDisk disk : held.get(id)) {
            String uri = "view/" + id + "/" + disks.size();
            exports.put(uri, disk.copy());
            disks.add(new ViewDisk("", disk.size(), uri));
        }
        PointView from = all.stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
        drills.put(machine, new TestFailoverView(machine, from, Instant.now(), disks));
        return job(JobKind.TEST_FAILOVER, machine);
    }

    Optional<TestFailoverView> testFailover(String machine) {
        return Optional.ofNullable(drills.get(machine));
    }

    JobView cleanUpTestFailover(String machine) {
        if (drills.remove(machine) == null) {
            throw Problem.of(ErrorCode.NO_TEST_FAILOVER, "none", "none", "none").toException();
        }
        return job(JobKind.TEST_FAILOVER_CLEANUP, machine);
    }

    JobView await(JobView job, java.time.Duration limit, Consumer<JobView> onChange) {
        return job;
    }

    void injectFault(FaultRequest fault) {
        cutAt = Instant.now();
        cutUntil = cutAt.plusMillis((long) (fault.linkCutSeconds() * 1000));
    }

    /** Leaves the guests' writes in the images, as a server that captures them does. */
    void writeBack() throws IOException {
        for (ProtectRequest machine : machines.values()) {
            List<MemoryDisk> disks = disksOf(machine.name());
            for (int i = 0; i < disks.size(); i++) {
                byte[] bytes = new byte[(int) disks.get(i).size()];
                disks.get(i).read(0, ByteBuffer.wrap(bytes));
                Files.write(Path.of(machine.disks().get(i)), bytes);
            }
        }
    }

    boolean drillsLeft() {
        return !drills.isEmpty();
    }

    private List<MemoryDisk> disksOf(String machine) {
        return IntStream.range(0, machines.get(machine).disks().size())
                .mapToObj(i -> exports.get(machine + "/" + i))
                .toList();
    }

    /** All disks of a machine at one moment, as the change stream's one sequence gives. */
    private static void lockAll(List<MemoryDisk> disks, int from, Runnable action) {
        if (from == disks.size()) {
            action.run();
        } else {
            synchronized (disks.get(from)) {
                lockAll(disks, from + 1, action);
            }
        }
    }

    private static JobView job(JobKind kind, String machine) {
        return new JobView(
                "1",
                kind,
                JobState.SUCCEEDED,
                machine,
                machine,
                "test",
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                List.of());
    }
}
