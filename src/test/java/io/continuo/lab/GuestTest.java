package io.continuo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.Peers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The database's guest on disks served by somebody else's NBD server. */
class GuestTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    @TempDir private Path directory;
    private final List<Process> servers = new ArrayList<>();
    private final List<String> uris = new ArrayList<>();
    private final MachinePlan plan = MachinePlan.all().getLast();
    private LabSite site;

    @BeforeEach
    void serve() throws Exception {
        Peers.require("nbdkit");
        site = LabSite.prepare(directory.resolve("site"), 5, List.of(plan));
        for (String image : site.diskPaths(plan)) {
            Path socket = directory.resolve("s" + servers.size());
            servers.add(
                    new ProcessBuilder("nbdkit", "-f", "-U", socket.toString(), "file", image)
                            .inheritIO()
                            .start());
            await(() -> Files.exists(socket));
            uris.add("nbd+unix:///?socket=" + socket);
        }
    }

    @AfterEach
    void stop() {
        servers.forEach(Process::destroy);
    }

    @Test
    void its_disks_hold_exactly_its_ledger_whenever_it_is_quiet() throws Exception {
        try (Guest guest = new Guest(site, plan, NbdGuestDisk::open)) {
            guest.start(uris);
            await(() -> guest.writtenBytes() > 1 << 20);
            try (Guest.Pause _ = guest.pause()) {
                Verdict verdict = verify(guest);
                assertThat(verdict.findings()).isEmpty();
                assertThat(verdict.verifiedBytes()).isEqualTo(plan.sizeBytes());
            }
            long then = guest.writtenBytes();
            await(() -> guest.writtenBytes() > then);
            assertThat(guest.problem()).isEmpty();
        }
        assertThat(Files.readAllLines(directory.resolve("site/ledger-db-01.csv")))
                .hasSizeGreaterThan(10);
    }

    @Test
    void it_goes_on_from_what_its_disks_hold() throws Exception {
        try (Guest guest = new Guest(site, plan, NbdGuestDisk::open)) {
            guest.start(uris);
            await(() -> guest.writtenBytes() > 1 << 20);
        }
        LabSite again = LabSite.prepare(directory.resolve("site"), 6, List.of(plan));
        try (Guest guest = new Guest(again, plan, NbdGuestDisk::open)) {
            guest.start(uris);
            await(() -> guest.writtenBytes() > 1 << 18);
            guest.stop();
            assertThat(verify(guest).findings()).isEmpty();
        }
    }

    private Verdict verify(Guest guest) throws Exception {
        List<GuestDisk> disks = new ArrayList<>();
        try {
            for (String uri : uris) {
                disks.add(NbdGuestDisk.open(uri));
            }
            Cut now = new Cut(guest.ledger().now(), guest.ledger().now());
            return guest.verifier().verify(disks, now);
        } finally {
            disks.forEach(GuestDisk::close);
        }
    }

    private static void await(Condition condition) throws Exception {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!condition.met()) {
            assertThat(Instant.now()).as("waited too long").isBefore(deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private interface Condition {
        boolean met() throws Exception;
    }
}
