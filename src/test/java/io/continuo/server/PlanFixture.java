package io.continuo.server;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanText;
import io.continuo.client.PlanClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Plans of a test's server, and scripts for them. */
final class PlanFixture {
    private final ServerFixture fixture;
    private final Path scripts;

    PlanFixture(ServerFixture fixture, Path scripts) {
        this.fixture = fixture;
        this.scripts = scripts;
    }

    PlanClient client() {
        return fixture.client().plans();
    }

    /** A program that runs these lines of shell. */
    Path script(String name, String lines) {
        try {
            Path file = Files.writeString(scripts.resolve(name), "#!/bin/sh\n" + lines + "\n");
            return Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void save(String text) {
        client().save(new PlanText(text));
    }

    JobView start(String plan, PlanRunKind kind) {
        return client().start(plan, new PlanRunRequest(kind, "latest", ""));
    }

    PlanRunView run(String plan, PlanRunKind kind, JobState state) {
        JobView job = start(plan, kind);
        fixture.ended(job, state);
        return client().run(job.id());
    }

    PlanRunStep step(String run, String name) {
        return client().run(run).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void untilRunning(String run, String name) {
        ServerFixture.until(name + " runs", () -> step(run, name).state() == JobState.RUNNING);
    }
}
