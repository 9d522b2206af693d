package io.continuo.console.overview;

import io.continuo.api.job.JobState;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.RoleState;
import io.continuo.api.policy.PolicyView;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.JobRow;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RootCause;
import io.continuo.console.state.RpoTrend;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The six answers of the Overview (CONSOLE.md: the first ten seconds), from what is known now. */
final class OverviewModel {
    /** Where the classes of the RPO distribution end; the last holds what is above. */
    static final List<Duration> RPO_CLASSES =
            List.of(
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30));

    private static final List<LocalTime> SHIFTS = List.of(LocalTime.of(8, 0), LocalTime.of(20, 0));
    private static final Duration FAILURES_WAIT = Duration.ofHours(12);

    private final ConsoleState state;
    private final Clock clock;

    OverviewModel(ConsoleState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Everything that is wrong, worst first. */
    List<RootCause> causes() {
        return RootCause.of(state);
    }

    /**
     * Machines by RPO as a share of the limit, worst first; without RPO after those with trouble.
     */
    List<MachineRow> worst() {
        return state.machines().stream().sorted(BY_SHARE).toList();
    }

    private static final Comparator<MachineRow> BY_SHARE =
            Comparator.comparingDouble(OverviewModel::badness)
                    .reversed()
                    .thenComparing(MachineRow::name);

    /** A machine that has no RPO yet stands as if it were at its limit. */
    private static double badness(MachineRow row) {
        double share = row.rpoShareProperty().get();
        return Double.isNaN(share) ? 1 : share;
    }

    /** How many machines are over half their limit. */
    int overHalf() {
        return (int)
                state.machines().stream().filter(row -> row.rpoShareProperty().get() > 0.5).count();
    }

    /** The machine that breaks its limit next, if one is on its way. */
    Optional<Breach> nextBreach() {
        long now = clock.millis();
        return state.machines().stream()
                .flatMap(row ->
                        RpoTrend.of(row, now) instanceof RpoTrend.Rising rising
                                ? Optional.of(new Breach(row, rising.untilBreach())).stream()
                                : Optional.<Breach>empty().stream())
                .min(Comparator.comparing(Breach::in));
    }

    /** A machine and the time until it is over its limit. */
    record Breach(MachineRow machine, Duration in) {}

    /** The highest RPO of all, in seconds; NaN if none is known. */
    double highestRpoSeconds() {
        return state.machines().stream()
                .mapToDouble(row -> row.rpoSecondsProperty().get())
                .filter(rpo -> !Double.isNaN(rpo))
                .max()
                .orElse(Double.NaN);
    }

    /** What waits for a person, most urgent first. */
    List<Waiting> waiting() {
        List<Waiting> all = new ArrayList<>();
        for (MachineRow row : state.machines()) {
            if (row.view().dataState() == DataState.ERROR
                    || row.view().dataState() == DataState.RESYNC_REQUIRED) {
                all.add(new Waiting.Replication(row));
            }
            if (row.view().roleState() == RoleState.COMMIT_PENDING) {
                all.add(new Waiting.Commit(row));
            }
        }
        state.jobs().stream().filter(this::waits).map(Waiting.FailedJob::new).forEach(all::add);
        for (MachineRow row : state.machines()) {
            row.view().testFailover().ifPresent(drill -> all.add(new Waiting.Drill(row, drill)));
        }
        return all;
    }

    /** A failed job waits until the same was tried again, or for half a day. */
    private boolean waits(JobRow job) {
        if (job.view().state() != JobState.FAILED) {
            return false;
        }
        Instant ended = job.view().endedAt().orElse(job.view().createdAt());
        boolean again =
                state.jobs().stream()
                        .anyMatch(other ->
                                other.view().machine().equals(job.view().machine())
                                        && other.view().kind() == job.view().kind()
                                        && other.view()
                                                .createdAt()
                                                .isAfter(job.view().createdAt()));
        return !again && ended.isAfter(state.serverNow().minus(FAILURES_WAIT));
    }

    /** Jobs that go on by themselves, newest first. */
    List<JobRow> running() {
        return state.jobs().stream().filter(job -> !job.view().state().ended()).toList();
    }

    /** The next recovery point of each policy, soonest first. */
    List<NextPoint> nextPoints() {
        List<NextPoint> next = new ArrayList<>();
        for (PolicyView policy : state.policies()) {
            List<MachineRow> followers =
                    state.machines().stream()
                            .filter(row -> row.view().policy().equals(policy.name()))
                            .filter(row -> row.view().dataState() == DataState.DELTA)
                            .toList();
            Duration interval = Duration.ofSeconds(policy.crashPointSeconds());
            followers.stream()
                    .flatMap(row -> row.view().newestPoint().stream())
                    .map(point -> point.time().plus(interval))
                    .filter(time -> time.isAfter(state.serverNow()))
                    .min(Comparator.naturalOrder())
                    .ifPresent(time -> next.add(new NextPoint(policy, time, followers.size())));
        }
        next.sort(Comparator.comparing(NextPoint::time));
        return next;
    }

    /** When a policy makes its next point, and of how many machines. */
    record NextPoint(PolicyView policy, Instant time, int machines) {}

    /** The hop in which changes wait longest, over all machines. */
    Optional<SlowHop> slowestHop() {
        return state.machines().stream()
                .flatMap(row -> row.view().hops().stream().map(hop -> new SlowHop(row, hop)))
                .max(Comparator.comparingDouble(slow -> slow.hop().seconds()));
    }

    /** A machine and the hop it waits in longest. */
    record SlowHop(MachineRow machine, Hop hop) {}

    /** Readiness of every machine, what cannot be failed over first, then by what would be lost. */
    List<Readiness> readiness() {
        return state.machines().stream()
                .map(Readiness::of)
                .sorted(
                        Comparator.comparing(Readiness::ready)
                                .thenComparing(
                                        Comparator.comparingDouble(Readiness::shareOrNone)
                                                .reversed())
                                .thenComparing(ready -> ready.machine().name()))
                .toList();
    }

    /** Whether a machine can be failed over now. */
    record Readiness(MachineRow machine, boolean ready, String blocks) {
        static Readiness of(MachineRow row) {
            boolean points = row.view().pointCount() > 0;
            return row.view().actions().stream()
                    .filter(action -> action.action() == Action.TEST_FAILOVER)
                    .findFirst()
                    .filter(action -> !action.allowed() && row.view().testFailover().isEmpty())
                    .map(action -> new Readiness(row, false, action.reason()))
                    .orElseGet(() -> new Readiness(row, points, ""));
        }

        double shareOrNone() {
            double share = machine.rpoShareProperty().get();
            return Double.isNaN(share) ? -1 : share;
        }
    }

    /** When the present shift began, by this computer's clock. */
    Instant shiftStart() {
        ZonedDateTime now = clock.instant().atZone(clock.getZone());
        return SHIFTS.stream()
                .map(start -> now.with(start))
                .map(start -> start.isAfter(now) ? start.minusDays(1) : start)
                .max(Comparator.naturalOrder())
                .map(ZonedDateTime::toInstant)
                .orElse(now.toInstant());
    }

    /** How many machines are in each class of {@link #RPO_CLASSES}, the last being above them. */
    List<Integer> rpoClasses() {
        int[] counts = new int[RPO_CLASSES.size() + 1];
        for (MachineRow row : state.machines()) {
            double rpo = row.rpoSecondsProperty().get();
            if (!Double.isNaN(rpo)) {
                int at = 0;
                while (at < RPO_CLASSES.size() && rpo > RPO_CLASSES.get(at).toSeconds()) {
                    at++;
                }
                counts[at]++;
            }
        }
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    long disks() {
        return state.machines().stream().mapToLong(row -> row.view().disks().size()).sum();
    }

    long bytes() {
        return state.machines().stream()
                .flatMap(row -> row.view().disks().stream())
                .mapToLong(disk -> disk.sizeBytes())
                .sum();
    }

    long points() {
        return state.machines().stream().mapToLong(row -> row.view().pointCount()).sum();
    }

    long churnBytesPerSecond() {
        return state.machines().stream().mapToLong(row -> row.churnProperty().get()).sum();
    }

    long waitingBytes() {
        return state.machines().stream().mapToLong(row -> row.waitingProperty().get()).sum();
    }
}
