package io.continuo.lab;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
     * @param point an id, or {@code latest}
     * @param cut when the point was taken
     */
    Verdict run(Guest guest, String point, Cut cut) throws IOException {
        String machine = guest.plan().name();
        succeed(client.startTestFailover(machine, point));
        try {
            TestFailoverView view =
                    client.testFailover(machine).orElseThrow(() -> vanished(machine));
            return verify(guest, view, cut);
        } finally {
            succeed(client.cleanUpTestFailover(machine));
        }
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
