package io.continuo.console.failover;

import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The moments a machine can start from. */
final class Moments {
    private Moments() {}

    /**
     * The newest moment the target holds, then the newest point its group shares, then all points,
     * newest first.
     *
     * @param oldestFirst as the server gives them
     * @param shared when the newest point was made that all machines of its group hold
     * @param now the server's clock
     */
    static List<DrillPoint> of(
            Optional<MachineView> machine,
            List<PointView> oldestFirst,
            Optional<Instant> shared,
            Instant now) {
        List<DrillPoint> all = new ArrayList<>();
        machine.flatMap(MachineView::rpoSeconds)
                .ifPresent(rpo ->
                        all.add(
                                DrillPoint.latest(
                                        now.minus(Duration.ofMillis((long) (rpo * 1000))))));
        oldestFirst.reversed().stream()
                .filter(PointView::multiVm)
                .filter(point -> shared.filter(time -> point.time().isAfter(time)).isEmpty())
                .findFirst()
                .map(DrillPoint::shared)
                .ifPresent(all::add);
        oldestFirst.reversed().stream().map(DrillPoint::of).forEach(all::add);
        return List.copyOf(all);
    }
}
