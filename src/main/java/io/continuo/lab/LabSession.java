package io.continuo.lab;

import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sample site for a person at the console: protected, written to until closed, and taken up
 * again where it was left when the same directory is given.
 */
public final class LabSession implements AutoCloseable {
    /** Older points are not compared with the ledger, so it need not remember them. */
    private static final Duration LEDGER_MEMORY = Duration.ofHours(1);

    private final RunningSite site;
    private final CountDownLatch closed = new CountDownLatch(1);

    private LabSession(RunningSite site) {
        this.site = site;
    }

    /**
     * Prepares the site, protects what is not protected yet and starts its guests. Returns once
     * they write; initial replication may still run.
     *
     * @param client of a server on this computer
     * @param directory of the site's disks; made if missing
     * @param progress told a sentence at every step
     */
    public static LabSession start(ContinuoClient client, Path directory, Consumer<String> progress)
            throws IOException, InterruptedException {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000_000);
        LabSite prepared = LabSite.prepare(directory, seed);
        RunningSite running = RunningSite.start(client, prepared, NbdGuestDisk::open, progress);
        LabSession session = new LabSession(running);
        Thread.ofVirtual().name("lab-ledger").start(session::forget);
        return session;
    }

    private void forget() {
        try {
            while (!closed.await(1, TimeUnit.MINUTES)) {
                long time = LedgerClock.micros(Instant.now().minus(LEDGER_MEMORY));
                site.guests().forEach(guest -> guest.ledger().forgetBefore(time));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the guests, waiting for what they are writing. The machines stay protected. */
    @Override
    public void close() {
        closed.countDown();
        site.close();
    }
}
