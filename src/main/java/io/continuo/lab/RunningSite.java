package io.continuo.lab;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sample site's machines, protected by a server and written to by their guests. */
final class RunningSite implements AutoCloseable {
    /**
     * A live chart should have points on it, and a limit that ten seconds without a line break not.
     */
    private static final PolicyRequest POLICY =
            new PolicyRequest("Lab", 60, 3600, 15, 0L, Optional.of("always"));

    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(60);
    private static final Duration REPLICATION_LIMIT = Duration.ofMinutes(5);

    /** What the lab's boot program and the firmware need. */
    private static final int MEMORY_MIB = 32;

    private static final Duration POLL = Duration.ofMillis(100);

    private final ContinuoClient client;
    private final Consumer<String> progress;
    private final List<Guest> guests = new ArrayList<>();
    private final List<JobView> jobs = new ArrayList<>();

    private RunningSite(ContinuoClient client, Consumer<String> progress) {
        this.client = client;
        this.progress = progress;
    }

    /**
     * Protects what is not protected yet and starts the guests as soon as their disks can be
     * attached: initial replication runs while they write.
     */
    static RunningSite start(
            ContinuoClient client, LabSite site, DiskDoor door, Consumer<String> progress)
            throws IOException, InterruptedException {
        RunningSite running = new RunningSite(client, progress);
        try {
            running.protect(site);
            for (MachinePlan plan : site.machines()) {
                Guest guest = new Guest(site, plan, door);
                running.guests.add(guest);
                guest.start(running.nbdUris(plan));
            }
            return running;
        } catch (IOException | InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    List<Guest> guests() {
        return guests;
    }

    /** Waits until every machine replicates and has a recovery point. */
    void awaitReplication() throws InterruptedException {
        for (JobView job : jobs) {
            JobView ended = client.await(job, REPLICATION_LIMIT, _ -> {});
            ended.problem().ifPresent(RunningSite::throwIt);
            progress.accept(ended.machine() + " is protected.");
        }
        // A site found may be in the middle of a resync.
        for (Guest guest : guests) {
            String name = guest.plan().name();
            Instant deadline = Instant.now().plus(REPLICATION_LIMIT);
            while (!replicates(client.machine(name))) {
                if (Instant.now().isAfter(deadline)) {
                    throwIt(stillCopying(name));
                }
                Thread.sleep(POLL);
            }
        }
    }

    private static boolean replicates(MachineView machine) {
        return machine.dataState() == DataState.DELTA && machine.newestPoint().isPresent();
    }

    private static Problem stillCopying(String machine) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                machine + " did not come to replicate changes in time.",
                "Its initial replication or resync has not ended.",
                "Look at its data state and cause: continuo machines.",
                machine);
    }

    @Override
    public void close() {
        guests.forEach(Guest::close);
    }

    private void protect(LabSite site) {
        String policy = policy();
        List<String> known = client.machines().stream().map(MachineView::name).toList();
        for (MachinePlan plan : site.machines()) {
            if (!known.contains(plan.name())) {
                List<String> disks = site.diskPaths(plan);
                jobs.add(client.protect(request(plan, disks, policy)));
                progress.accept(
                        "%s: protecting %s, %s."
                                .formatted(
                                        plan.name(),
                                        disks.size() == 1 ? "1 disk" : disks.size() + " disks",
                                        Quantities.bytes(plan.sizeBytes())));
            }
        }
    }

    private static ProtectRequest request(MachinePlan plan, List<String> disks, String policy) {
        Optional<Hardware> hardware =
                plan.boots() ? Optional.of(Hardware.of(1, MEMORY_MIB)) : Optional.empty();
        return new ProtectRequest(
                plan.name(), disks, policy, CaptureKind.NBD, "", List.of(), hardware);
    }

    private String policy() {
        Optional<PolicyView> found =
                client.policies().stream()
                        .filter(policy -> policy.name().equals(POLICY.name()))
                        .findFirst();
        return found.orElseGet(() -> client.createPolicy(POLICY)).id();
    }

    private List<String> nbdUris(MachinePlan plan) throws InterruptedException {
        Instant deadline = Instant.now().plus(ATTACH_LIMIT);
        while (Instant.now().isBefore(deadline)) {
            List<String> uris = attachable(plan);
            if (uris.size() == plan.disks().size()) {
                return uris;
            }
            jobs.stream()
                    .filter(job -> job.machine().equals(plan.name()))
                    .flatMap(job -> client.job(job.id()).problem().stream())
                    .forEach(RunningSite::throwIt);
            Thread.sleep(POLL);
        }
        throw Problem.of(
                        ErrorCode.TIMED_OUT,
                        "The disks of " + plan.name() + " could not be attached in time.",
                        "Its agent serves no NBD export for them yet.",
                        "Look at the job that protects it: continuo jobs.",
                        plan.name())
                .toException();
    }

    private List<String> attachable(MachinePlan plan) {
        try {
            return client.machine(plan.name()).disks().stream()
                    .map(DiskView::nbdUri)
                    .filter(uri -> !uri.isEmpty())
                    .toList();
        } catch (ContinuoException e) {
            if (e.problem().code() == ErrorCode.MACHINE_UNKNOWN) {
                return List.of();
            }
            throw e;
        }
    }

    private static void throwIt(Problem problem) {
        throw problem.toException();
    }
}
