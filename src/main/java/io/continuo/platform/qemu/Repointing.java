package io.continuo.platform.qemu;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.util.List;

/**
 * Another server for a running machine's disks. QEMU keeps the name of an export and the path of
 * its socket; what stands behind the path may change, and counts from its next connection on.
 */
final class Repointing {
    private final MachineRun run;

    Repointing(MachineRun run) {
        this.run = run;
    }

    void to(List<String> uris) {
        List<String> before = run.record().start().diskUris();
        String runId = run.record().start().runId();
        if (before.size() != uris.size()) {
            throw QemuProblems.disks(runId, before.size(), uris.size()).toException();
        }
        List<DiskAddress> places = uris.stream().map(DiskAddress::parse).toList();
        for (int i = 0; i < uris.size(); i++) {
            DiskAddress old = DiskAddress.parse(before.get(i));
            DiskAddress next = places.get(i);
            boolean same = old.equals(next);
            boolean movable = old.socket().isPresent() && next.socket().isPresent();
            if (!same && !(movable && old.export().equals(next.export()))) {
                throw fixed(runId, before.get(i), uris.get(i)).toException();
            }
        }
        try {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).socket().isPresent()) {
                    run.directory().point(i, places.get(i).socket().get());
                }
            }
            run.moved(uris);
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.INTERNAL,
                            "The disks of " + runId + " could not be found elsewhere.",
                            String.valueOf(e.getMessage()),
                            "Look at the component's log, then try again.",
                            runId)
                    .toException(e);
        }
    }

    private static Problem fixed(String runId, String before, String now) {
        return Problem.of(
                ErrorCode.BAD_REQUEST,
                "A disk of " + runId + " cannot be found at " + now + ".",
                "It runs on "
                        + before
                        + "; only the socket file behind a disk may change, and"
                        + " not the export's name.",
                "Serve it under the same name, or stop the machine and start it there.",
                runId);
    }
}
