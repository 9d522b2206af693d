package io.continuo.console;

import io.continuo.api.error.Nearest;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.RefusalReason;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.machine.Scenario;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.console.state.SampleState;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The made-up estate of the design pictures, on their bad night: Thu 12 Mar, 03:12 in Taipei. */
public final class SampleEstate {
    public static final Instant NOW = Instant.parse("2026-03-11T19:12:40Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneId.of("Asia/Taipei"));

    private static final long GB = 1_000_000_000L;
    private static final long MB = 1_000_000L;

    private SampleEstate() {}

    /** A machine to be varied: healthy, forward, delta, one disk, a drill 12 days ago. */
    public static Sample machine(String name) {
        return new Sample(name);
    }

    /** Twelve machines in every state there is. */
    public static List<MachineView> machines() {
        return List.of(
                machine("erp-db-01").rpo(1446, 300).churn(13.6).waiting(19.6).disks(4).view(),
                machine("mes-db-01").rpo(1061, 300).churn(9.2).waiting(11.4).disks(2).view(),
                machine("erp-db-02").rpo(800, 300).churn(7.7).waiting(6.3).disks(3).view(),
                machine("bi-dw-01").rpo(1132, 900).churn(22.1).waiting(24.8).disks(2).view(),
                machine("mail-01").rpo(827, 900).churn(4.1).waiting(3.4).view(),
                machine("file-01").rpo(668, 900).churn(2.3).waiting(1.5).view(),
                machine("pos-gw-02").health(Health.UNKNOWN).silentFor(4442).rpo(41, 900).view(),
                machine("log-02")
                        .data(DataState.RESYNC_REQUIRED, Optional.empty())
                        .health(Health.CRITICAL)
                        .rpo(51_240, 900)
                        .view(),
                machine("log-01")
                        .data(
                                DataState.RESYNCING,
                                Optional.of(new Progress(92 * GB, 212 * GB, 48 * MB)))
                        .health(Health.WARNING)
                        .rpo(540, 900)
                        .view(),
                machine("hr-app-01")
                        .data(
                                DataState.INITIAL,
                                Optional.of(new Progress(31 * GB, 74 * GB, 36 * MB)))
                        .health(Health.UNKNOWN)
                        .noRpo()
                        .view(),
                machine("crm-db-01").rpo(9, 300).churn(3.2).drillRuns().view(),
                machine("web-01").rpo(3.4, 900).churn(0.2).neverDrilled().view());
    }

    /** A state with these machines and an hour of their RPO. */
    public static SampleState state(List<MachineView> machines) {
        var state = new SampleState(CLOCK).machines(machines);
        machines.stream().limit(200).forEach(each -> state.rpo(each.id(), rpoOf(each)));
        return state;
    }

    /** An hour of RPO that ends at what it is now: flat, then rising from 02:41 if it is high. */
    public static List<RpoSample> rpoOf(MachineView machine) {
        double now = machine.rpoSeconds().orElse(Double.NaN);
        List<RpoSample> samples = new ArrayList<>();
        if (Double.isNaN(now)) {
            return samples;
        }
        double rise = Math.min(now, 1446) / 1.0;
        for (int s = 3600; s >= 0; s -= 5) {
            double flat = 6 + 3 * Math.sin(s / 140.0) + (s * 7919 % 11) / 4.0;
            double ramp = now > 60 ? Math.max(0, now - s * now / Math.max(rise, 1)) : 0;
            samples.add(new RpoSample(NOW.minusSeconds(s), s == 0 ? now : Math.max(flat, ramp)));
        }
        return samples;
    }

    /** Points every five minutes for a day; every sixth app-consistent, every third multi-VM. */
    public static List<PointView> points(Duration behind) {
        List<PointView> points = new ArrayList<>();
        Instant newest = NOW.minus(behind);
        int id = 1;
        for (int minutes = 24 * 60; minutes >= 0; minutes -= minutes > 120 ? 60 : 5) {
            Instant time = newest.minusSeconds(minutes * 60L);
            boolean app = id % 6 == 0;
            boolean mark = id == 40;
            points.add(
                    new PointView(
                            "p" + id,
                            time,
                            app ? PointKind.APP : mark ? PointKind.MARK : PointKind.CRASH,
                            mark ? "before the upgrade" : "",
                            id % 4 == 0));
            id++;
        }
        return points;
    }

    /** Makes a machine step by step. */
    public static final class Sample {
        private final String name;
        private Optional<Double> rpo = Optional.of(4.0);
        private double limit = 900;
        private Optional<Health> health = Optional.empty();
        private DataState data = DataState.DELTA;
        private Optional<Progress> progress = Optional.empty();
        private long churn = MB;
        private long waiting;
        private int disks = 1;
        private long silent = 1;
        private boolean drillRuns;
        private Optional<ResyncView> resync = Optional.empty();
        private Optional<ChangeLogView> changeLog = Optional.empty();
        private Optional<HealthReason> alert = Optional.empty();
        private boolean devices;
        private boolean neverDrilled;
        private String policy = "";

        private Sample(String name) {
            this.name = name;
        }

        public Sample rpo(double seconds, double limitSeconds) {
            rpo = Optional.of(seconds);
            limit = limitSeconds;
            return this;
        }

        public Sample noRpo() {
            rpo = Optional.empty();
            return this;
        }

        public Sample health(Health newHealth) {
            health = Optional.of(newHealth);
            return this;
        }

        public Sample data(DataState state, Optional<Progress> newProgress) {
            data = state;
            progress = newProgress;
            return this;
        }

        public Sample churn(double megabytesPerSecond) {
            churn = (long) (megabytesPerSecond * MB);
            return this;
        }

        public Sample waiting(double gigabytes) {
            waiting = (long) (gigabytes * GB);
            return this;
        }

        public Sample disks(int count) {
            disks = count;
            return this;
        }

        public Sample silentFor(long seconds) {
            silent = seconds;
            return this;
        }

        /** Its disks are captured by FUSE. */
        public Sample devices() {
            devices = true;
            return this;
        }

        public Sample drillRuns() {
            drillRuns = true;
            return this;
        }

        public Sample neverDrilled() {
            neverDrilled = true;
            return this;
        }

        public Sample policy(String newPolicy) {
            policy = newPolicy;
            return this;
        }

        /** What a resync is about to cost, or has cost. */
        public Sample resync(ResyncView view) {
            resync = Optional.of(view);
            return this;
        }

        /** What its agent keeps of changes. */
        public Sample changeLog(ChangeLogView view) {
            changeLog = Optional.of(view);
            return this;
        }

        /** One thing that is wrong with it. */
        public Sample alert(HealthReason reason) {
            alert = Optional.of(reason);
            health = Optional.of(reason.health());
            return this;
        }

        public MachineView view() {
            boolean late = rpo.isPresent() && rpo.get() > limit;
            Health shown =
                    health.orElse(
                            !late
                                    ? Health.HEALTHY
                                    : rpo.get() > 2 * limit ? Health.CRITICAL : Health.WARNING);
            Optional<PointView> newest =
                    rpo.map(seconds ->
                            new PointView(
                                    "p47",
                                    NOW.minusMillis((long) (seconds * 1000)),
                                    PointKind.CRASH,
                                    "",
                                    true));
            var drillPoint =
                    new PointView("p31", NOW.minusSeconds(1300), PointKind.CRASH, "", false);
            return new MachineView(
                    "m-" + name,
                    name,
                    Scenario.KVM_TO_SITE,
                    !policy.isEmpty() ? policy : limit < 900 ? "Tier 1" : "Tier 2",
                    Direction.FORWARD,
                    data,
                    data == DataState.RESYNC_REQUIRED
                            ? "The disk was resized from 200 GB to 212 GB while it was captured."
                            : "",
                    drillRuns ? RoleState.TEST_RUNNING : RoleState.PROTECTED,
                    shown,
                    reasons(shown),
                    rpo,
                    limit,
                    86_400,
                    churn,
                    waiting,
                    progress,
                    hops(),
                    disks(shown),
                    rpo.isPresent() ? 47 : 0,
                    rpo.map(seconds ->
                            new PointView(
                                    "p1", NOW.minusSeconds(86_400), PointKind.CRASH, "", false)),
                    newest,
                    drillRuns
                            ? Optional.of(
                                    new TestFailoverView(
                                            name, drillPoint, NOW.minusSeconds(580), views()))
                            : Optional.empty(),
                    neverDrilled || rpo.isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    new DrillView(
                                            NOW.minus(Duration.ofDays(12)),
                                            NOW.minus(Duration.ofDays(12)).plusSeconds(400),
                                            drillPoint,
                                            true)),
                    actions(),
                    NOW.minus(Duration.ofDays(41)),
                    NOW.minusSeconds(silent),
                    changeLog,
                    resync,
                    Optional.empty(),
                    Optional.empty());
        }

        private List<ViewDisk> views() {
            return disks(Health.HEALTHY).stream()
                    .map(disk ->
                            new ViewDisk(
                                    disk.path(),
                                    disk.sizeBytes(),
                                    "nbd://127.0.0.1:10809/" + name + "-drill-" + disk.index()))
                    .toList();
        }

        private List<HealthReason> reasons(Health shown) {
            if (alert.isPresent()) {
                return List.of(alert.get());
            }
            if (rpo.isPresent() && rpo.get() > limit) {
                return List.of(
                        new HealthReason(
                                shown,
                                "RPO_OVER_LIMIT",
                                "Its RPO is over its limit.",
                                "See which hop is slow."));
            }
            return List.of();
        }

        private List<Hop> hops() {
            double total = rpo.orElse(0.0);
            double slow = Math.max(0.4, total - 8);
            return List.of(
                    new Hop(HopKind.CAPTURE, Math.min(0.2, total), 12_000),
                    new Hop(HopKind.CHANGE_LOG, total > 60 ? 1.1 : 0.1, 90_000),
                    new Hop(HopKind.PROCESS_SERVER, total > 60 ? slow : 0.3, waiting),
                    new Hop(HopKind.LINK, total > 60 ? 6.1 : total * 0.5, waiting / 900),
                    new Hop(HopKind.JOURNAL, total > 60 ? 0.6 : 0.2, 400_000));
        }

        private List<DiskView> disks(Health shown) {
            String[] parts = {"system", "tables", "indexes", "wal"};
            long[] sizes = {80, 600, 400, 200};
            List<DiskView> all = new ArrayList<>();
            for (int i = 0; i < disks; i++) {
                all.add(
                        new DiskView(
                                i,
                                "/var/lib/libvirt/images/" + name + "-" + parts[i % 4] + ".raw",
                                sizes[i % 4] * GB,
                                "nbd+unix:///" + name + "-" + i + "?socket=/run/continuo/nbd.sock",
                                churn * (4 - i) / 10,
                                waiting / disks,
                                data,
                                devices ? "/dev/loop" + i : ""));
            }
            return all;
        }

        private List<ActionView> actions() {
            boolean point = rpo.isPresent();
            RefusalReason early = RefusalReason.ENABLING;
            return List.of(
                    drillRuns
                            ? refused(Action.TEST_FAILOVER, RefusalReason.DRILL_RUNNING)
                            : act(Action.TEST_FAILOVER, point, early),
                    act(Action.CLEAN_UP_TEST_FAILOVER, drillRuns, RefusalReason.NO_DRILL),
                    act(Action.MARK_POINT, point, early),
                    act(Action.EXPORT_POINT, point, early),
                    act(Action.UNPROTECT, true, early));
        }

        private static ActionView act(Action action, boolean allowed, RefusalReason otherwise) {
            return allowed ? new ActionView(action, true, "") : refused(action, otherwise);
        }

        private static ActionView refused(Action action, RefusalReason why) {
            return new ActionView(
                    action, false, "Not now: " + why, Optional.of(why), Optional.of(Nearest.WAIT));
        }
    }
}
