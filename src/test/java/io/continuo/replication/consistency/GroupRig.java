package io.continuo.replication.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointView;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.mobility.DiskClaims;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.CallPort;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.IntakeLink;
import io.continuo.replication.stream.LineSecurity;
import io.continuo.replication.target.MasterTarget;
import io.continuo.replication.target.ViewExports;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Machines of one group, each with an agent's desk of its own, and a real master target. */
public final class GroupRig implements AutoCloseable {
    static final long DISK = 1 << 20;
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    public final List<MachineCapture> machines = new ArrayList<>();
    final Map<String, BarrierDesk> desks = new HashMap<>();
    final MasterTarget target;
    private final int disks;
    private final ChunkPool chunks = new ChunkPool();
    private final Map<String, List<NbdExport>> views = new ConcurrentHashMap<>();
    private final List<Closeable> open = new ArrayList<>();
    private final Map<String, String> addresses = new HashMap<>();
    private long version = 1;
    private Function<Holdable, Quiescer> quiescer;
    private final Function<Holdable, Quiescer> quiescers = machine -> quiescer.apply(machine);

    /** What makes the applications of machines quiet. */
    void quietBy(Function<Holdable, Quiescer> how) {
        quiescer = how;
    }

    /**
     * @param tcp whether members are reached over TCP, as in processes of their own
     * @param hook what each machine's part in the barrier is wrapped in
     */
    public GroupRig(Path directory, int count, int disks, boolean tcp, UnaryOperator<Holdable> hook)
            throws IOException {
        this.disks = disks;
        target = new MasterTarget(directory.resolve("target"), Clock.systemUTC(), new Views());
        Gateway gateway = new Gateway(address -> IntakeLink.dialer(target), 32 << 20);
        CaptureSurroundings around =
                new CaptureSurroundings(
                        chunks,
                        new FramePool(),
                        address -> gateway,
                        Clock.systemUTC(),
                        event -> {},
                        64 << 20);
        DiskClaims claims = new DiskClaims();
        for (int i = 0; i < count; i++) {
            start(directory, "m" + i, claims, around);
            MachineCapture capture = machines.getLast();
            Holdable hooked = hook.apply(capture);
            BarrierDesk desk =
                    new BarrierDesk(
                            id ->
                                    id.equals(capture.machineId())
                                            ? Optional.of(hooked)
                                            : Optional.empty(),
                            quiescers);
            desks.put("m" + i, desk);
            if (tcp) {
                CallPort port =
                        CallPort.open(
                                "127.0.0.1:0",
                                request -> RemoteMember.answer(desk, request),
                                LineSecurity.NONE);
                open.add(port);
                addresses.put("m" + i, "127.0.0.1:" + port.port());
            }
        }
        open.add(gateway::close);
        for (MachineCapture machine : machines) {
            await("delta", () -> machine.state() == DataState.DELTA);
        }
    }

    private void start(Path directory, String name, DiskClaims claims, CaptureSurroundings around)
            throws IOException {
        List<DiskSpec> specs = new ArrayList<>();
        for (int i = 0; i < disks; i++) {
            Path path = directory.resolve(name + "-" + i + ".raw");
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(DISK);
            }
            specs.add(new DiskSpec(i, path.toString(), DISK));
        }
        String stream = UUID.randomUUID().toString();
        target.prepare(new ReplicaSpec(name, name, stream, specs, KEY, 86_400));
        CaptureSpec spec = new CaptureSpec(name, name, stream, specs, "local", "local", 3600);
        Path records = Files.createDirectories(directory.resolve("agent-" + name));
        machines.add(MachineCapture.start(spec, records, claims, around));
    }

    /** The group of some machines, told to their agents. */
    public GroupSpec group(int... members) {
        List<GroupSpec.Member> all = new ArrayList<>();
        for (int i : members) {
            String name = "m" + i;
            all.add(new GroupSpec.Member(name, name, addresses.getOrDefault(name, "")));
        }
        GroupSpec group = new GroupSpec("g", "shop", version++, all, 3600, 0);
        all.forEach(member -> desks.get(member.machineId()).groups(List.of(group)));
        return group;
    }

    public GroupSpec all() {
        int[] members = new int[machines.size()];
        for (int i = 0; i < members.length; i++) {
            members[i] = i;
        }
        return group(members);
    }

    /** The way to a member; over TCP if the rig was made so. */
    public BarrierMember way(GroupSpec.Member member) {
        if (member.barrierAddress().isEmpty()) {
            return desks.get(member.machineId());
        }
        RemoteMember remote = new RemoteMember(member.barrierAddress(), LineSecurity.NONE);
        synchronized (open) {
            open.add(remote);
        }
        return remote;
    }

    /** The way to every member, kept open. */
    public Function<GroupSpec.Member, BarrierMember> ways() {
        Map<String, BarrierMember> kept = new ConcurrentHashMap<>();
        return member -> kept.computeIfAbsent(member.machineId(), id -> way(member));
    }

    /** Writes 4 KiB that begin with a number, as a guest; returns when answered. */
    public void write(int machine, int disk, int block, long value) throws IOException {
        Chunk chunk = chunks.acquire(Duration.ofMillis(20));
        try {
            chunk.view(0, 4096).putLong(value);
            machines.get(machine).exports().get(disk).write(block * 4096L, chunk, 0, 4096, false);
        } finally {
            chunk.release();
        }
    }

    List<PointView> shared(int machine) {
        return target.points("m" + machine).stream().filter(PointView::multiVm).toList();
    }

    /** The number at a block of every disk of a machine, as of a point. */
    List<Long> read(int machine, String point, int block) throws IOException {
        target.openView("m" + machine, point);
        try {
            List<Long> values = new ArrayList<>();
            for (NbdExport export : views.values().iterator().next()) {
                ByteBuffer one = ByteBuffer.allocate(8);
                export.read(block * 4096L, one);
                values.add(one.getLong(0));
            }
            return values;
        } finally {
            target.closeView("m" + machine);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private final class Views implements ViewExports {
        @Override
        public List<String> register(String group, List<NbdExport> exports) {
            views.put(group, List.copyOf(exports));
            return exports.stream().map(NbdExport::name).toList();
        }

        @Override
        public void withdraw(String group) {
            views.remove(group);
        }
    }

    @Override
    public void close() throws IOException {
        machines.forEach(MachineCapture::close);
        for (Closeable one : open) {
            one.close();
        }
        target.close();
    }
}
