package io.continuo.lab;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A test failover of one machine: started, its view proven or not, cleaned up. */
final class Drill {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ContinuoClient client;
    private final DiskDoor door;

    Drill(ContinuoClient client, DiskDoor door) {
        this.client = client;
        this.door = door;
    }

    /**
     * What its bytes prove, and how the machine started from them; empty where that was not asked.
     */
    record Result(Verdict verdict, Optional<BootView> boot) {}

    /**
     * @param point an id, or {@code latest}
     * @param cut when the point was taken
     * @param start whether the machine is started, and has to show what its bytes say
     */
    Result run(Guest guest, String point, Cut cut, boolean start) throws IOException {
        String machine = guest.plan().name();
        succeed(client.startTestFailover(machine, point, start));
        try {
            TestFailoverView view =
                    client.testFailover(machine).orElseThrow(() -> vanished(machine));
            Verdict verdict = verify(guest, view, cut);
            Optional<BootView> boot = view.boot().filter(_ -> start);
            return new Result(
                    boot.flatMap(seen -> shown(machine, seen, verdict))
                            .map(verdict::with)
                            .orElse(verdict),
                    boot);
        } finally {
            succeed(client.cleanUpTestFailover(machine));
        }
    }

    /** What a started machine shows that is not so. */
    private static Optional<Finding> shown(String machine, BootView boot, Verdict verdict) {
        if (boot.state().equals(BootView.NOT_STARTED)) {
            return Optional.empty();
        }
        Optional<ShownRecord> record = ShownRecord.read(boot.serial());
        if (record.filter(shown -> shown.is(machine, verdict.newest())).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding(
                        Finding.Kind.SHOWN,
                        "%s, started, shows %s; its newest record is %s."
                                .formatted(
                                        machine,
                                        record.map(shown -> "record " + shown.sequence())
                                                .orElse("no record: " + boot.state()),
                                        verdict.newest().map(Stamp::sequence).orElse(0L))));
    }

    Verdict verify(Guest guest, TestFailoverView view, Cut cut) throws IOException {
        List<GuestDisk> disks = new ArrayList<>();
        try {
            for (ViewDisk disk : view.disks()) {
                disks.add(door.open(disk.nbdUri()));
            }
            return guest.verifier().verify(disks, cut);
        } finally {
            disks.forEach(GuestDisk::close);
        }
    }

    private void succeed(JobView started) {
        JobView ended = client.await(started, LIMIT, _ -> {});
        if (ended.problem().isPresent()) {
            throw ended.problem().get().toException();
        }
    }

    private static RuntimeException vanished(String machine) {
        return Problem.of(
                        ErrorCode.NO_TEST_FAILOVER,
                        "The test failover of " + machine + " is gone.",
                        "Someone cleaned it up while the lab was reading it.",
                        "Leave the lab's machines alone while it runs.",
                        machine)
                .toException();
    }
}
