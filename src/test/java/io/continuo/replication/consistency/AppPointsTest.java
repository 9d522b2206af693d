package io.continuo.replication.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.component.AppPointSpec;
import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.machine.AppScripts;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.mobility.MachineCapture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/** Pre-script, mark, post-script always; and what happens when a script does not play along. */
class AppPointsTest {
    @TempDir Path directory;
    private final Queue<RaisedEvent> events = new ConcurrentLinkedQueue<>();
    private GroupRig rig;
    private AppPoints points;

    @BeforeEach
    void start() throws IOException {
        rig = new GroupRig(directory, 2, 1, false, UnaryOperator.identity());
        points = new AppPoints(this::machine, Clock.systemUTC(), events::add);
        rig.quietBy(points::quiescer);
    }

    @AfterEach
    void stop() throws IOException {
        points.close();
        rig.close();
    }

    private Optional<MachineCapture> machine(String id) {
        return rig.machines.stream().filter(one -> one.machineId().equals(id)).findFirst();
    }

    private Path log() {
        return directory.resolve("scripts.log");
    }

    private String said() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    private String script(String name, String body) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(
                file,
                "#!/bin/sh\necho $CONTINUO_MACHINE $CONTINUO_PHASE >> "
                        + log()
                        + "\n"
                        + body
                        + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    private void scripts(long every, String pre, String post) {
        Optional<AppScripts> scripts = Optional.of(new AppScripts(pre, post, 1));
        points.set(
                List.of(
                        new AppPointSpec("m0", every, scripts),
                        new AppPointSpec("m1", 0, scripts)));
    }

    @Test
    void a_point_between_its_scripts_is_app_consistent() throws Exception {
        scripts(0, script("pre", ""), script("post", ""));
        assertThat(points.mark("m0", "before").kind()).isEqualTo(PointKind.APP);
        assertThat(said()).isEqualTo("m0 pre\nm0 post\n");
        GroupRig.await(
                "the target lists it",
                () -> rig.target.points("m0").stream().anyMatch(p -> p.kind() == PointKind.APP));
        assertThat(events).isEmpty();
    }

    @Test
    void a_failing_pre_script_leaves_a_crash_consistent_point_and_says_why() throws Exception {
        scripts(0, script("pre", "echo no license; exit 3"), script("post", ""));
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.CRASH);
        assertThat(said()).isEqualTo("m0 pre\nm0 post\n");
        RaisedEvent event = events.remove();
        assertThat(event.code()).isEqualTo("APP_POINT_MISSED");
        assertThat(event.cause()).contains("ended with 3", "no license");
        assertThat(event.correction()).contains("by hand");
    }

    @Test
    void a_hanging_pre_script_is_killed_with_its_children() throws Exception {
        String pre =
                script("pre", "sleep 300 & echo $! > " + directory.resolve("child") + "; wait");
        scripts(0, pre, script("post", ""));
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.CRASH);
        assertThat(events.remove().cause()).contains("within 1 s");
        long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
        GroupRig.await(
                "its child is gone",
                () -> ProcessHandle.of(child).map(process -> !process.isAlive()).orElse(true));
        assertThat(said()).isEqualTo("m0 pre\nm0 post\n");
    }

    @Test
    void a_missing_script_or_one_anybody_may_change_is_not_run() throws Exception {
        scripts(0, directory.resolve("nowhere").toString(), "");
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.CRASH);
        assertThat(events.remove().cause()).contains("missing");
        String open = script("open", "");
        Files.setPosixFilePermissions(Path.of(open), PosixFilePermissions.fromString("rwxr-xrwx"));
        scripts(0, open, "");
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.CRASH);
        assertThat(events.remove().cause()).contains("Everybody may write");
        points.set(List.of());
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.CRASH);
        assertThat(events.remove().correction()).contains("continuo scripts m0");
    }

    @Test
    void a_failing_post_script_keeps_the_point_and_is_told() throws Exception {
        scripts(0, script("pre", ""), script("post", "exit 1"));
        assertThat(points.mark("m0", "").kind()).isEqualTo(PointKind.APP);
        assertThat(events.remove().code()).isEqualTo("APP_RESUME_FAILED");
    }

    @Test
    void they_are_made_by_themselves_when_the_policy_says_so() throws Exception {
        scripts(3600, script("pre", ""), script("post", ""));
        GroupRig.await(
                "the first one",
                () -> rig.target.points("m0").stream().anyMatch(p -> p.kind() == PointKind.APP));
        assertThat(rig.target.points("m1")).noneMatch(p -> p.kind() == PointKind.APP);
    }

    @Test
    void a_group_is_quiet_on_all_members_or_its_point_is_not_app_consistent() throws Exception {
        scripts(0, script("pre", ""), script("post", ""));
        GroupSpec group = rig.all();
        try (GroupBarrier barrier =
                new GroupBarrier(rig::way, Clock.systemUTC(), new GroupBarrier.Watch() {})) {
            PointView made = barrier.point(group, PointKind.APP, "").get("m1");
            assertThat(made.kind()).isEqualTo(PointKind.APP);
            assertThat(rig.shared(0)).extracting(PointView::kind).containsExactly(PointKind.APP);
            assertThat(said()).contains("m0 pre", "m1 pre", "m0 post", "m1 post");
            points.set(List.of(new AppPointSpec("m0", 0, Optional.empty())));
            assertThatThrownBy(() -> barrier.point(group, PointKind.APP, ""))
                    .isInstanceOf(ContinuoException.class);
            assertThat(rig.shared(0)).hasSize(1);
        }
    }
}
