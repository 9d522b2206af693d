package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncView;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.LinkHealth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Puts what is so now into an agent's report on a machine. */
final class CaptureReporter {
    private final CaptureSpec spec;
    private final ChangeLog log;
    private final List<CapturedDisk> disks;
    private final List<DiskState> states;
    private final StreamPump pump;
    private final Resync resync;
    private final ResyncLedger ledger;
    private final ResyncGate gate;
    private final Joining joining;
    private final Optional<Intervals> intervals;
    private final List<RateMeter> churn = new ArrayList<>();
    private final RateMeter sent = new RateMeter();
    private final RateMeter copied = new RateMeter();

    CaptureReporter(
            CaptureSpec spec,
            ChangeLog log,
            ProtectedDisks disks,
            StreamPump pump,
            Resync resync,
            ResyncLedger ledger,
            ResyncGate gate,
            Joining joining,
            Optional<Intervals> intervals) {
        this.spec = spec;
        this.log = log;
        this.disks = disks.exports();
        this.states = disks.states();
        this.pump = pump;
        this.resync = resync;
        this.ledger = ledger;
        this.gate = gate;
        this.joining = joining;
        this.intervals = intervals;
        this.disks.forEach(disk -> churn.add(new RateMeter()));
    }

    /**
     * @param refused for something that does not pass by itself
     */
    DataState state(boolean everConsistent, boolean greeted, boolean refused) {
        if (states.stream().anyMatch(state -> state.failure() != null)) {
            return DataState.ERROR;
        }
        boolean open = log.tail().insideEpoch() || !joining.joinedClean();
        if (!everConsistent) {
            return open || !log.state().flowing() || !greeted
                    ? DataState.INITIAL
                    : DataState.FINALIZING;
        }
        if (!trouble().isEmpty() || resync.stuck() || refused) {
            return DataState.ERROR;
        }
        if (!log.state().flowing() || open && !greeted) {
            return DataState.RESYNC_REQUIRED;
        }
        if (!open || log.state().routine()) {
            return DataState.DELTA;
        }
        return gate.waits(log.state().reason()) ? DataState.RESYNC_REQUIRED : DataState.RESYNCING;
    }

    /** Why things are as they are, in a sentence or two; empty if all is well. */
    String cause(String away) {
        for (DiskState state : states) {
            if (state.failure() != null) {
                return "A disk cannot be made durable: " + state.failure().getMessage();
            }
        }
        return String.join(
                " ",
                List.of(
                                trouble(),
                                log.state().reason().map(Reason::text).orElse(""),
                                resync.trouble(),
                                away)
                        .stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /** Why a machine captured in intervals is not captured. */
    private String trouble() {
        return intervals.map(Intervals::trouble).orElse("");
    }

    private long changed(int disk) {
        return intervals.map(one -> one.counts().changed(disk)).orElse(0L);
    }

    CaptureReport report(
            DataState state, String away, long durableMicros, Function<String, String> uri) {
        long now = System.nanoTime();
        int indices = spec.disks().getLast().index() + 1;
        Waiting waiting = Waiting.of(log, indices);
        List<DiskView> views = new ArrayList<>();
        long total = 0;
        long all = log.spill().map(ChangeSpill::bytes).orElse(0L);
        for (int i = 0; i < disks.size(); i++) {
            CapturedDisk disk = disks.get(i);
            int index = i;
            long written =
                    intervals.map(one -> one.counts().ever(index)).orElse(disk.writtenBytes());
            long rate = churn.get(i).rate(now, written);
            long bytes =
                    waiting.diskBytes()[states.get(i).index()]
                            + states.get(i).dirty().bytes()
                            + changed(i);
            total += rate;
            all += bytes;
            views.add(
                    new DiskView(
                            spec.disks().get(i).index(),
                            spec.disks().get(i).path(),
                            disk.size(),
                            intervals.isPresent() ? "" : uri.apply(disk.name()),
                            rate,
                            bytes,
                            diskState(state, states.get(i)),
                            "",
                            states.get(i).sizeNow()));
        }
        Optional<FrameLink> link = pump.link();
        LinkHealth health = link.map(FrameLink::health).orElse(LinkHealth.UNKNOWN);
        OptionalDouble trip = health.roundTripSeconds();
        return new CaptureReport(
                spec.machineId(),
                state,
                cause(away),
                durableMicros == 0
                        ? Optional.empty()
                        : Optional.of(Instant.EPOCH.plus(durableMicros, ChronoUnit.MICROS)),
                link.isPresent(),
                trip.isPresent() ? Optional.of(trip.getAsDouble() / 2) : Optional.empty(),
                total,
                sent.rate(now, pump.sentBytes()),
                all,
                progress(now, state),
                hops(waiting, health, durableMicros),
                views,
                Optional.of(changeLog()),
                Optional.of(resync()),
                joining.confirmed());
    }

    ResyncView resync() {
        Optional<Reason> reason = log.state().reason();
        ledger.see(reason);
        boolean waits = gate.waits(reason);
        return new ResyncView(
                ledger.contract(
                        states.stream().mapToLong(state -> state.unknown().bytes()).sum(),
                        states.stream().mapToLong(state -> state.dirty().bytes()).sum(),
                        waits && !gate.held() ? Optional.of(gate.opensAt()) : Optional.empty()),
                ledger.receipt());
    }

    private ChangeLogView changeLog() {
        Optional<ResyncCause> cause = log.state().reason().map(Reason::cause);
        long changed = states.stream().mapToLong(state -> state.dirty().bytes()).sum();
        return new ChangeLogView(
                cause.map(ResyncCause::mode).orElse(ChangeLogMode.DATA),
                cause,
                log.ring().bytes(),
                log.writer().byteLimit(),
                log.spill().map(ChangeSpill::bytes).orElse(0L),
                log.spill().map(spill -> spill.limits().bytes()).orElse(0L),
                changed);
    }

    private static DataState diskState(DataState machine, DiskState disk) {
        if (disk.failure() != null) {
            return DataState.ERROR;
        }
        return switch (machine) {
            case INITIAL -> disk.clean() ? DataState.FINALIZING : DataState.INITIAL;
            case RESYNCING -> disk.clean() ? DataState.DELTA : DataState.RESYNCING;
            case ERROR -> DataState.DELTA;
            case DELTA -> disk.joining() ? DataState.INITIAL : DataState.DELTA;
            case NONE, FINALIZING, RESYNC_REQUIRED, PAUSED, FROZEN -> machine;
        };
    }

    private Optional<Progress> progress(long now, DataState state) {
        long total = resync.totalBytes();
        long done = total - resync.openBytes();
        long rate = copied.rate(now, done);
        return switch (state) {
            case INITIAL, RESYNCING ->
                    Optional.of(new Progress(Math.max(0, done), total, Math.max(0, rate)));
            case DELTA ->
                    states.stream().anyMatch(DiskState::joining)
                            ? Optional.of(new Progress(Math.max(0, done), total, Math.max(0, rate)))
                            : Optional.empty();
            case NONE, FINALIZING, RESYNC_REQUIRED, PAUSED, ERROR, FROZEN -> Optional.empty();
        };
    }

    private List<Hop> hops(Waiting waiting, LinkHealth health, long durableMicros) {
        long queued = health.queuedBytes();
        double trip = health.roundTripSeconds().orElse(0);
        double there = Math.max(health.queuedSeconds(), keptSeconds(waiting, durableMicros));
        return List.of(
                capture(),
                new Hop(HopKind.CHANGE_LOG, waiting.unsentSeconds(), waiting.unsentBytes()),
                new Hop(HopKind.PROCESS_SERVER, there, queued),
                new Hop(HopKind.LINK, trip / 2, 0),
                new Hop(
                        HopKind.JOURNAL,
                        Math.max(0, waiting.sentSeconds() - health.queuedSeconds() - trip / 2),
                        Math.max(0, waiting.sentBytes() - queued)));
    }

    /**
     * How far what a process server keeps on its disk reaches back. It counts by when changes came
     * to it; those that had waited here before are older, and the RPO counts all of it.
     */
    private double keptSeconds(Waiting waiting, long durableMicros) {
        if (durableMicros == 0 || log.tail().safeSequence() <= log.tail().durableSequence()) {
            return 0;
        }
        double behind = Waiting.age(log, durableMicros);
        return behind - Math.max(waiting.unsentSeconds(), waiting.sentSeconds());
    }

    /** In intervals it is here that changes wait: until the next snapshot, in QEMU. */
    private Hop capture() {
        if (intervals.isEmpty()) {
            return new Hop(HopKind.CAPTURE, 0, 0);
        }
        long bytes = 0;
        for (int i = 0; i < disks.size(); i++) {
            bytes += changed(i);
        }
        return new Hop(HopKind.CAPTURE, intervals.get().ageSeconds(), bytes);
    }
}
