package io.continuo.simulation.world;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaReport;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.replication.gateway.DiskCache;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.mobility.DiskClaims;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.IntakeLink;
import io.continuo.replication.target.MasterTarget;
import io.continuo.simulation.engine.Circumstances;
import io.continuo.simulation.engine.Scenario;
import io.continuo.simulation.engine.SimFiles;
import io.continuo.simulation.engine.Simulation;
import io.continuo.simulation.engine.Volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * A protected machine with its guests, an agent, a process server, a master target and the lines
 * between them; lives for half a minute of simulated time through whatever its seed has in store,
 * is healed, and must then be whole.
 */
public final class World implements Scenario {
    static final long MS = 1_000_000;
    private static final String MACHINE = "m1";
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String STREAM = "6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01";

    /** A point somebody was told exists. */
    record Promise(PointView point, long asked, long told) {}

    private Simulation sim;
    private Random random;
    private Circumstances circumstances;
    private Life life;
    private Zones zones;
    private History history;
    private Volume agentState;
    private Volume agentDisks;
    private Volume targetFiles;
    private Volume gatewayFiles;
    private Net first;
    private Net second;
    private SimClock agentClock;
    private SimClock targetClock;
    private CaptureSpec captureSpec;
    private ReplicaSpec replicaSpec;

    private Simulation.Host agentHost;
    private Simulation.Host gatewayHost;
    private Simulation.Host targetHost;
    private MachineCapture capture;
    private Gateway gateway;
    private MasterTarget target;
    private Exports exports;
    private boolean stopGuests;
    private boolean rotten;
    private boolean agentClockJumped;
    private Optional<Outage> outage = Optional.empty();
    private final TreeMap<Instant, Long> moments = new TreeMap<>();
    private final Map<String, Promise> promises = new LinkedHashMap<>();

    @Override
    public void run(Simulation simulation, long seed, Circumstances circumstances) {
        this.sim = simulation;
        this.random = new Random(new SplittableRandom(~seed).nextLong());
        this.circumstances = circumstances;
        try {
            prepare();
            startTarget();
            startGateway();
            startAgent();
            sim.thread(new Simulation.Host("habits"), "habits", this::changeHabits).start();
            sim.thread(new Simulation.Host("watch"), "moments", this::noteMoments).start();
            live();
            heal();
            settle();
            rest();
            if (random.nextInt(3) == 0) {
                rot();
            }
            if (!sim.failures().isEmpty()) {
                throw new AssertionError(sim.failures().getFirst());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Places get hot and cold. */
    private void changeHabits() {
        Random taste = new Random(random.nextLong());
        while (true) {
            if (circumstances != Circumstances.RESTS) {
                zones.change(taste);
            }
            sim.pause((3_000 + taste.nextInt(6_000)) * MS * life.slowness());
        }
    }

    /** Which moment it was at which source time, now and then. */
    private void noteMoments() {
        while (true) {
            moments.put(agentClock.instant(), history.moment());
            sim.pause(30 * MS * life.slowness());
        }
    }

    private void prepare() throws IOException {
        life = Life.draw(circumstances, random);
        zones = new Zones(random, life.width());
        history = new History(Zones.DISKS);
        SimFiles files = sim.files();
        agentState = files.mount("state", sim);
        agentDisks = files.mount("disks", sim);
        targetFiles = files.mount("target", sim);
        gatewayFiles = files.mount("gateway", sim);
        agentClock = new SimClock(sim);
        targetClock = new SimClock(sim);
        List<DiskSpec> disks = new ArrayList<>();
        for (int i = 0; i < Zones.DISKS.length; i++) {
            String path = "/disks/disk" + i + ".raw";
            try (FileChannel file =
                    FileChannel.open(
                            Path.of(path), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate(1), Zones.DISKS[i] - 1);
                file.force(true);
            }
            disks.add(new DiskSpec(i, path, Zones.DISKS[i]));
        }
        try (FileChannel root = FileChannel.open(Path.of("/disks"), StandardOpenOption.READ)) {
            root.force(true);
        }
        captureSpec =
                new CaptureSpec(
                        MACHINE, "web", STREAM, disks, "gateway", "target", life.pointSeconds());
        replicaSpec = new ReplicaSpec(MACHINE, "web", STREAM, disks, KEY, life.retentionSeconds());
        first = new Net(sim, "line-1", () -> gatewayHost, () -> gateway);
        second = new Net(sim, "line-2", () -> targetHost, this::intoTarget);
    }

    private FrameLink.Dialer intoTarget() {
        MasterTarget now = target;
        return now == null ? null : IntakeLink.dialer(now);
    }

    // --- roles

    private void startTarget() throws InterruptedException {
        Simulation.Host host = new Simulation.Host("target");
        targetHost = host;
        exports = new Exports();
        call(
                host,
                "start",
                () -> {
                    MasterTarget made =
                            new MasterTarget(Path.of("/target/data"), targetClock, exports);
                    prepare(made);
                    target = made;
                    return null;
                });
    }

    /** The server orders it again and again, so a full disk only makes it late. */
    private void prepare(MasterTarget made) throws InterruptedException {
        while (true) {
            try {
                made.prepare(replicaSpec);
                return;
            } catch (ContinuoException e) {
                sim.trace().note("prepare refused: " + e.problem().code());
                if (!targetFiles.takeFailed()) {
                    throw e;
                }
                sim.sleep(100 * MS);
            }
        }
    }

    private void startGateway() throws InterruptedException {
        gatewayHost = new Simulation.Host("gateway");
        while (gateway == null) {
            try {
                call(gatewayHost, "start", this::makeGateway);
            } catch (AssertionError e) {
                sim.trace().note("the process server does not start: " + e.getCause());
                if (!(e.getCause() instanceof IOException) || !gatewayFiles.takeFailed()) {
                    throw e;
                }
                sim.sleep(100 * MS);
            }
        }
    }

    private Gateway makeGateway() throws IOException {
        DiskCache disk =
                DiskCache.open(Path.of("/gateway/cache"), life.cacheBytes(), new FramePool());
        gateway =
                new Gateway(any -> second.dialer(), 1 << 20, new SimClock(sim), Optional.of(disk));
        return gateway;
    }

    private void startAgent() throws InterruptedException {
        Simulation.Host host = new Simulation.Host("agent");
        agentHost = host;
        ChunkPool chunks = new ChunkPool(life.chunks());
        call(
                host,
                "start",
                () ->
                        capture =
                                MachineCapture.start(
                                        captureSpec,
                                        Path.of("/state/m1"),
                                        new DiskClaims(),
                                        new CaptureSurroundings(
                                                chunks,
                                                new FramePool(),
                                                any -> first.dialer(),
                                                agentClock,
                                                event -> {},
                                                life.logBytes(),
                                                life.logDiskBytes())));
        MachineCapture captured = capture;
        for (int i = 0; i < life.guests(); i++) {
            Guest guest = new Guest(sim, history, captured, chunks, zones, life.pause());
            sim.thread(host, "guest-" + i, () -> guest.live(() -> stopGuests)).start();
        }
        sim.thread(host, "marker", () -> mark(captured)).start();
    }

    /** Does something in a process and waits for it, or for the process to die. */
    private <T> T call(Simulation.Host host, String name, Callable<T> action)
            throws InterruptedException {
        Object[] result = new Object[1];
        Throwable[] failure = new Throwable[1];
        boolean[] done = new boolean[1];
        sim.thread(
                        host,
                        name,
                        () -> {
                            try {
                                result[0] = action.call();
                            } catch (Exception | Error e) {
                                failure[0] = e;
                            }
                            done[0] = true;
                        })
                .start();
        long until = sim.nanos() + 120_000 * MS;
        while (!done[0] && !host.dead()) {
            sim.sleep(MS);
            if (sim.nanos() > until) {
                throw new AssertionError(name + " of the " + host.name() + " does not end");
            }
        }
        if (failure[0] instanceof Error error) {
            throw error;
        }
        if (failure[0] instanceof RuntimeException refused) {
            throw refused;
        }
        if (failure[0] != null) {
            throw new AssertionError(name + " of the " + host.name() + " failed", failure[0]);
        }
        @SuppressWarnings("unchecked")
        T answer = (T) result[0];
        return answer;
    }

    private void mark(MachineCapture of) {
        Random when = new Random(random.nextLong());
        try {
            while (!stopGuests) {
                sim.sleep(life.markPause() / 8 + (long) (when.nextDouble() * life.markPause()));
                long asked = history.moment();
                try {
                    PointView point = of.mark(PointKind.MARK, "mark", Duration.ofSeconds(5));
                    sim.trace().note("promised " + point.id() + " of " + point.time());
                    promises.put(point.id(), new Promise(point, asked, history.moment()));
                } catch (ContinuoException e) {
                    sim.trace().note("no mark: " + e.problem().code());
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // --- life

    private void live() throws InterruptedException, IOException {
        if (circumstances == Circumstances.OUTAGE) {
            outage();
            return;
        }
        Faults faults = new Faults();
        long end = sim.nanos() + life.length();
        while (sim.nanos() < end && sim.failures().isEmpty()) {
            sim.sleep(100 * MS + (long) (random.nextDouble() * life.faultPause()));
            if (circumstances == Circumstances.OVERWRITES) {
                look(2);
            } else if (random.nextInt(4) == 0) {
                look(1);
            }
            faults.next();
        }
    }

    /**
     * A line is away for an hour, and what else happens happens meanwhile.
     *
     * @param kept whether every change was kept, with the order they were made in
     */
    private record Outage(Instant from, Instant to, boolean kept) {}

    private void outage() throws InterruptedException, IOException {
        Net line = random.nextBoolean() ? first : second;
        sim.sleep(150_000 * MS);
        Instant from = agentClock.instant();
        if (random.nextBoolean()) {
            line.drop();
        }
        line.partition(true);
        sim.trace().note("away for an hour: " + (line == first ? "process server" : "target"));
        long end = sim.nanos() + life.length();
        boolean kept = true;
        while (sim.nanos() < end && sim.failures().isEmpty()) {
            sim.sleep(Math.min(end - sim.nanos(), (10_000 + random.nextInt(900_000)) * MS));
            switch (random.nextInt(10)) {
                case 0 -> killTarget(random.nextBoolean());
                case 1 -> killGateway(random.nextBoolean());
                case 2 -> {
                    killAgent(random.nextBoolean());
                    kept = false;
                }
                default -> look(1);
            }
            kept &=
                    capture.report(name -> name).changeLog().orElseThrow().mode()
                            == ChangeLogMode.DATA;
        }
        line.partition(false);
        outage = Optional.of(new Outage(from, agentClock.instant(), kept));
        sim.trace().note("back, " + (kept ? "every change kept" : "places kept"));
        sim.sleep(150_000 * MS);
    }

    /** What goes wrong. */
    private final class Faults {
        private static final long HOUR = 3_600_000 * MS;

        private SimClock jumped;
        private long by;

        void next() throws InterruptedException, IOException {
            Net line = random.nextBoolean() ? first : second;
            switch (life.faults().get(random.nextInt(life.faults().size()))) {
                case NONE -> {}
                case LINES_DROP -> {
                    sim.trace().note("lines drop");
                    line.drop();
                }
                case PARTITION -> partition(line, 6000);
                case INTERRUPTION -> {
                    line.drop();
                    partition(line, 1500);
                }
                case DELAY -> line.delay(MS / 5 + random.nextInt(60) * MS);
                case KILL_TARGET -> killTarget(false);
                case CUT_TARGET -> killTarget(true);
                case KILL_AGENT -> killAgent(false);
                case CUT_AGENT -> killAgent(true);
                case KILL_GATEWAY -> killGateway(random.nextBoolean());
                case TARGET_SYNC_FAILS -> targetFiles.failNextForce();
                case TARGET_FULL -> {
                    sim.trace().note("target full");
                    targetFiles.full(true);
                    later(4000, () -> targetFiles.full(false));
                }
                case TARGET_SLOW -> targetFiles.slow(random.nextInt(3) * 40 * MS);
                case CLOCK_JUMPS -> jump();
                case GATEWAY_TROUBLE -> troubleGateway();
                case KILL_BEHIND_PARTITION -> killBehindPartition(line);
                case KILL_AFTER_REST -> killAfterRest(line);
            }
        }

        private void partition(Net line, int mostMillis) {
            sim.trace().note("partition");
            line.partition(true);
            later(mostMillis, () -> line.partition(false));
        }

        private void troubleGateway() {
            switch (random.nextInt(3)) {
                case 0 -> gatewayFiles.failNextForce();
                case 1 -> {
                    sim.trace().note("gateway full");
                    gatewayFiles.full(true);
                    later(4000, () -> gatewayFiles.full(false));
                }
                default -> {
                    sim.trace().note("target away for long");
                    second.partition(true);
                    later(12_000, () -> second.partition(false));
                }
            }
        }

        /**
         * What the agent had to say nobody has heard; and it was about places that were at rest.
         */
        private void killBehindPartition(Net line) throws InterruptedException, IOException {
            sim.trace().note("partition before a kill");
            line.partition(true);
            boolean patient = random.nextInt(3) == 0;
            if (patient) {
                sim.sleep((5_000 + random.nextInt(4_000)) * MS);
            }
            later(3000, () -> line.partition(false));
            zones.change(random);
            sim.sleep(random.nextInt(patient ? 100 : 700) * MS);
            killAgent(random.nextBoolean());
        }

        private void killAfterRest(Net line) throws InterruptedException, IOException {
            zones.moveOn(random);
            sim.sleep((6_500 + random.nextInt(1_500)) * MS);
            sim.trace().note("places that rest are written to");
            line.partition(true);
            zones.moveOn(random);
            sim.sleep(random.nextInt(200) * MS);
            later(1000, () -> line.partition(false));
            killAgent(random.nextBoolean());
        }

        /** Other things go wrong meanwhile. */
        private void later(int mostMillis, Runnable end) {
            sim.at(sim.nanos() + (1 + random.nextInt(mostMillis)) * MS, end);
        }

        /** An hour off and back: more than two in all would rightly prune points. */
        private void jump() {
            sim.trace().note("a clock jumps");
            if (jumped == null) {
                boolean fold = replicaSpec.retentionSeconds() < 3600;
                jumped = random.nextBoolean() || fold ? agentClock : targetClock;
                by = random.nextBoolean() ? HOUR : -HOUR;
                agentClockJumped |= jumped == agentClock;
                jumped.jump(by);
            } else {
                jumped.jump(-by);
                jumped = null;
            }
        }
    }

    private void down() throws InterruptedException {
        if (random.nextBoolean()) {
            sim.sleep(random.nextInt(random.nextInt(3) == 0 ? 5000 : 300) * MS);
        }
    }

    private void killTarget(boolean cut) throws InterruptedException {
        Simulation.Host died = targetHost;
        target = null;
        sim.kill(died);
        first.died(died);
        second.died(died);
        if (cut) {
            sim.trace().note("target loses power");
            targetFiles.cut();
        }
        down();
        startTarget();
    }

    private void killGateway(boolean cut) throws InterruptedException {
        Simulation.Host died = gatewayHost;
        gateway = null;
        sim.kill(died);
        first.died(died);
        second.died(died);
        if (cut) {
            sim.trace().note("process server loses power");
            gatewayFiles.cut();
        }
        down();
        startGateway();
    }

    private void killAgent(boolean cut) throws InterruptedException, IOException {
        Simulation.Host died = agentHost;
        long when = history.moment();
        sim.kill(died);
        first.died(died);
        if (cut) {
            sim.trace().note("agent loses power");
            agentState.cut();
            agentDisks.cut();
        }
        down();
        for (Zones.Range zone : zones.all()) {
            history.restarted(zone.disk(), zone.first(), source(zone), cut, when);
        }
        startAgent();
    }

    private ByteBuffer source(Zones.Range zone) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(zone.length());
        try (FileChannel file =
                FileChannel.open(
                        Path.of(captureSpec.disks().get(zone.disk()).path()),
                        StandardOpenOption.READ)) {
            file.read(bytes, zone.offset());
        }
        return bytes.flip();
    }

    // --- looking

    /** Reads some points, newest first, and checks what they promise. */
    private void look(int most) throws InterruptedException {
        MasterTarget on = target;
        if (on == null) {
            return;
        }
        targetFiles.takeFailed();
        try {
            call(
                    targetHost,
                    "look",
                    () -> {
                        lookOn(on, most);
                        return null;
                    });
        } catch (AssertionError e) {
            if (rotten && e.getCause() instanceof IOException) {
                sim.trace().note("look refused: " + e.getCause());
            } else {
                throw e;
            }
        } catch (ContinuoException e) {
            sim.trace().note("look refused: " + e.problem().code() + " " + e.problem().cause());
            if (!targetTroubled()) {
                throw new AssertionError("a point could not be looked at", e);
            }
        }
    }

    private boolean targetTroubled() {
        return targetFiles.takeFailed() || rotten || targetHost.dead();
    }

    private void lookOn(MasterTarget on, int most) throws IOException {
        // A drill goes on after the target died, until it is ended.
        on.closeView(MACHINE);
        latest(on);
        List<PointView> points = new ArrayList<>(on.points(MACHINE));
        for (int i = 0; i < most && !points.isEmpty(); i++) {
            lookAt(on, points.remove(random.nextInt(points.size())));
        }
    }

    private void lookAt(MasterTarget on, PointView point) throws IOException {
        try {
            on.openView(MACHINE, point.id());
        } catch (ContinuoException e) {
            if (e.problem().code() == ErrorCode.POINT_UNKNOWN) {
                return;
            }
            throw e;
        }
        Promise promise = promises.get(point.id());
        History.Look look =
                history
                .new Look(
                        "point " + point.id(),
                        promise == null ? -1 : promise.asked(),
                        promise == null ? Long.MAX_VALUE : promise.told());
        see(look);
        scribble();
        on.closeView(MACHINE);
        sim.trace().note("looked at " + point.id());
    }

    /** Points from before, from behind and, where every change was kept, from an outage. */
    private void lookAround(Outage away, List<PointView> points) throws InterruptedException {
        Map<String, List<PointView>> parts = new LinkedHashMap<>();
        List.of("before", "during", "after").forEach(part -> parts.put(part, new ArrayList<>()));
        for (PointView point : points) {
            boolean before = point.time().isBefore(away.from());
            boolean after = point.time().isAfter(away.to());
            parts.get(before ? "before" : after ? "after" : "during").add(point);
        }
        if (!away.kept() || resyncedSince(away.from())) {
            parts.remove("during");
        }
        for (var part : parts.entrySet()) {
            List<PointView> some = part.getValue();
            int least = part.getKey().equals("during") ? 20 : 1;
            if (some.size() < least) {
                throw new AssertionError(
                        some.size() + " points from " + part.getKey() + " an outage");
            }
            PointView one = some.get(random.nextInt(some.size()));
            call(
                    targetHost,
                    "look",
                    () -> {
                        lookAt(target, one);
                        return null;
                    });
        }
    }

    /** Between two looks at the change log it may have given changes up and gone on. */
    private boolean resyncedSince(Instant time) {
        return capture.report(name -> name)
                .resync()
                .flatMap(ResyncView::receipt)
                .filter(receipt -> !receipt.startedAt().isBefore(time))
                .isPresent();
    }

    private void see(History.Look look) throws IOException {
        for (Zones.Range zone : zones.all()) {
            ByteBuffer bytes = ByteBuffer.allocate(zone.length());
            exports.now().get(zone.disk()).read(zone.offset(), bytes);
            look.see(zone.disk(), zone.first(), bytes.flip());
        }
    }

    /**
     * The newest moment holds all that was written up to the time RPO counts from (invariant 10).
     */
    private void latest(MasterTarget on) throws IOException {
        MachineCapture now = capture;
        if (agentHost.dead() || agentClockJumped || rotten || now == null) {
            return;
        }
        Optional<Instant> durable = now.report(name -> name).durableTime();
        if (durable.isEmpty() || moments.lowerEntry(durable.get()) == null) {
            return;
        }
        on.openView(MACHINE, "latest");
        see(
                history
                .new Look(
                        "latest, said to be of " + durable.get(),
                        moments.lowerEntry(durable.get()).getValue(),
                        Long.MAX_VALUE));
        on.closeView(MACHINE);
    }

    /** A drill writes, and nothing but the drill sees it (invariant 7). */
    private void scribble() throws IOException {
        Zones.Range range = zones.pick(random);
        exports.now().get(range.disk()).zero(range.offset(), range.length(), false, false);
    }

    // --- the end

    private void heal() throws InterruptedException {
        // What ends by itself has ended then.
        sim.sleep(6_000 * MS);
        first.partition(false);
        second.partition(false);
        targetFiles.full(false);
        gatewayFiles.full(false);
        targetFiles.slow(0);
        first.delay(MS / 5);
        second.delay(MS / 5);
        if (targetFiles.takeForceFailure()) {
            sim.trace().note("a planned failure is called off");
        }
        gatewayFiles.takeForceFailure();
    }

    /** With nothing in the way all must become whole in bounded time. */
    private void settle() throws InterruptedException, IOException {
        sim.sleep(2_000 * MS);
        stopGuests = true;
        long until = sim.nanos() + 60_000 * MS;
        while (capture.state() != DataState.DELTA) {
            sim.sleep(50 * MS);
            check(until);
        }
        sim.sleep(1_500 * MS);
        PointView last = lastMark(until);
        // Somebody may still be promised a point: what counts is what was promised before the list.
        List<Promise> promised = List.copyOf(promises.values());
        List<PointView> points = call(targetHost, "points", () -> target.points(MACHINE));
        for (ReplicaReport report : call(targetHost, "report", () -> target.reports(true))) {
            if (report.problem().isPresent()) {
                throw new AssertionError("the target has a problem: " + report.problem().get());
            }
        }
        List<String> ids = points.stream().map(PointView::id).toList();
        boolean kept = replicaSpec.retentionSeconds() > 3600;
        for (Promise promise : promised) {
            if (kept && !ids.contains(promise.point().id())) {
                throw new AssertionError(
                        "point " + promise.point().id() + " is gone; there are " + ids);
            }
        }
        look(kept ? 6 : 3);
        if (outage.isPresent()) {
            lookAround(outage.get(), points);
        }
        equal(last);
    }

    /**
     * Nobody writes any more: no region stays active, and a crash now makes nothing be compared
     * (invariant 5). What was let rest is equal all the same.
     */
    private void rest() throws InterruptedException, IOException {
        sim.sleep(10_000 * MS);
        for (DiskSpec disk : captureSpec.disks()) {
            byte[] log =
                    Files.readAllBytes(Path.of("/state/m1/disk-" + disk.index() + ".activity"));
            for (int at = 4096; at < log.length; at++) {
                if (log[at] != 0) {
                    throw new AssertionError("regions of disk " + disk.index() + " never rest");
                }
            }
        }
        long asked = first.askedBytes();
        boolean cut = random.nextBoolean();
        killAgent(cut);
        long until = sim.nanos() + 30_000 * MS;
        while (capture.state() != DataState.DELTA) {
            sim.sleep(50 * MS);
            check(until);
        }
        // That regions rest is written out at leisure: a power cut may take it back.
        if (!cut && first.askedBytes() != asked) {
            throw new AssertionError(
                    "compared although all was at rest: " + (first.askedBytes() - asked));
        }
        equal(lastMark(until));
    }

    /** A bit of the journal turns: views are refused or right, and never wrong. */
    private void rot() throws InterruptedException, IOException {
        rotten = true;
        List<Path> segments = new ArrayList<>();
        try (var files = Files.list(Path.of("/target/data/" + STREAM + "/journal"))) {
            files.filter(file -> Files.isRegularFile(file)).sorted().forEach(segments::add);
        }
        Path file = segments.get(random.nextInt(segments.size()));
        long size = Files.size(file);
        if (size == 0) {
            return;
        }
        long at = (long) (random.nextDouble() * size);
        sim.trace().note("bit rot in " + file + " at " + at);
        targetFiles.rot(file.toString(), at);
        try {
            if (random.nextBoolean()) {
                killTarget(false);
            }
            look(5);
        } catch (ContinuoException e) {
            sim.trace().note("refused: " + e.problem().code());
        }
    }

    private void check(long until) {
        if (!sim.failures().isEmpty()) {
            throw new AssertionError(sim.failures().getFirst());
        }
        if (sim.nanos() > until) {
            throw new AssertionError(
                    "healed, and still not whole: " + capture.report(name -> name));
        }
    }

    private PointView lastMark(long until) throws InterruptedException {
        while (true) {
            try {
                return call(
                        agentHost,
                        "last-mark",
                        () -> capture.mark(PointKind.MARK, "last", Duration.ofSeconds(5)));
            } catch (ContinuoException e) {
                sim.sleep(200 * MS);
                check(until);
            }
        }
    }

    /** The last point is the machine as it is, byte for byte, to the last of them. */
    private void equal(PointView last) throws InterruptedException {
        call(
                targetHost,
                "compare",
                () -> {
                    target.openView(MACHINE, last.id());
                    for (DiskSpec disk : captureSpec.disks()) {
                        compare(disk);
                    }
                    target.closeView(MACHINE);
                    return null;
                });
    }

    private void compare(DiskSpec disk) throws IOException {
        int piece = 1 << 20;
        try (FileChannel file = FileChannel.open(Path.of(disk.path()), StandardOpenOption.READ)) {
            for (long at = 0; at < disk.sizeBytes(); at += piece) {
                int length = (int) Math.min(piece, disk.sizeBytes() - at);
                ByteBuffer ours = ByteBuffer.allocate(length);
                ByteBuffer theirs = ByteBuffer.allocate(length);
                file.read(ours, at);
                exports.now().get(disk.index()).read(at, theirs);
                int differs = ours.flip().mismatch(theirs.flip());
                if (differs >= 0) {
                    throw new AssertionError(
                            "disk " + disk.index() + " differs from byte " + (at + differs));
                }
            }
        }
    }
}
