package io.continuo.client;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.ComponentView;
import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.component.Throttle;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Update;
import io.continuo.api.group.GroupPoint;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobView;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.machine.AppScripts;
import io.continuo.api.machine.DiskRequest;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.FailoverView;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.MarkRequest;
import io.continuo.api.machine.MoveRequest;
import io.continuo.api.machine.PointRequest;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.machine.TestFailoverRequest;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.TopologyView;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** {@link ContinuoClient} over HTTPS. */
public final class HttpContinuoClient implements ContinuoClient {
    private static final TypeReference<List<ComponentView>> COMPONENTS = new TypeReference<>() {};
    private static final TypeReference<ComponentView> COMPONENT = new TypeReference<>() {};
    private static final TypeReference<EnrolmentPassphrase> PASSPHRASE = new TypeReference<>() {};
    private static final TypeReference<List<MachineView>> MACHINES = new TypeReference<>() {};
    private static final TypeReference<MachineView> MACHINE = new TypeReference<>() {};
    private static final TypeReference<List<PointView>> POINTS = new TypeReference<>() {};
    private static final TypeReference<PointView> POINT = new TypeReference<>() {};
    private static final TypeReference<ResyncView> RESYNC = new TypeReference<>() {};
    private static final TypeReference<List<RpoSample>> SAMPLES = new TypeReference<>() {};
    private static final TypeReference<TestFailoverView> DRILL = new TypeReference<>() {};
    private static final TypeReference<FailoverView> FAILOVER = new TypeReference<>() {};
    private static final TypeReference<FailoverPreview> PREVIEW = new TypeReference<>() {};
    private static final TypeReference<List<JobView>> JOBS = new TypeReference<>() {};
    private static final TypeReference<JobView> JOB = new TypeReference<>() {};
    private static final TypeReference<List<EventView>> EVENTS = new TypeReference<>() {};
    private static final TypeReference<List<PolicyView>> POLICIES = new TypeReference<>() {};
    private static final TypeReference<Throttle> THROTTLE = new TypeReference<>() {};
    private static final TypeReference<PolicyView> POLICY = new TypeReference<>() {};
    private static final TypeReference<AppScripts> SCRIPTS = new TypeReference<>() {};
    private static final TypeReference<List<GroupView>> GROUPS = new TypeReference<>() {};
    private static final TypeReference<GroupView> GROUP = new TypeReference<>() {};
    private static final TypeReference<List<GroupPoint>> GROUP_POINTS = new TypeReference<>() {};
    private static final TypeReference<TopologyView> TOPOLOGY = new TypeReference<>() {};
    private static final TypeReference<ServerStatus> STATUS = new TypeReference<>() {};
    private static final TypeReference<ProtectCheck> CHECK = new TypeReference<>() {};

    /** Lists are read in pages of this many. */
    private static final int PAGE = 1000;

    private final Rest rest;
    private final Set<UpdateStream> streams = ConcurrentHashMap.newKeySet();

    public HttpContinuoClient(ServerAddress address) {
        this.rest = new Rest(address, false);
    }

    @Override
    public ServerStatus status() {
        return rest.get(rest.url(ApiPaths.STATUS).build(), STATUS);
    }

    @Override
    public List<MachineView> machines() {
        List<MachineView> all = new ArrayList<>();
        List<MachineView> page;
        do {
            String after = all.isEmpty() ? "" : all.getLast().name();
            page =
                    rest.get(
                            rest.url(ApiPaths.MACHINES)
                                    .addQueryParameter("limit", Integer.toString(PAGE))
                                    .addQueryParameter("after", after)
                                    .build(),
                            MACHINES);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    @Override
    public MachineView machine(String machine) {
        return rest.get(rest.url(ApiPaths.MACHINE, machine).build(), MACHINE);
    }

    @Override
    public ProtectCheck checkProtect(ProtectRequest request) {
        return rest.send("POST", rest.url(ApiPaths.PROTECT_CHECK).build(), request, CHECK);
    }

    @Override
    public JobView protect(ProtectRequest request) {
        return rest.send("POST", rest.url(ApiPaths.MACHINES).build(), request, JOB);
    }

    @Override
    public MachineView move(String machine, String processServer) {
        return rest.send(
                "POST",
                rest.url(ApiPaths.MOVE, machine).build(),
                new MoveRequest(processServer),
                MACHINE);
    }

    @Override
    public MachineView setHardware(String machine, Hardware hardware) {
        return rest.send("PUT", rest.url(ApiPaths.HARDWARE, machine).build(), hardware, MACHINE);
    }

    @Override
    public void removeHardware(String machine) {
        rest.send("DELETE", rest.url(ApiPaths.HARDWARE, machine).build(), null);
    }

    @Override
    public JobView unprotect(String machine) {
        return rest.send("DELETE", rest.url(ApiPaths.MACHINE, machine).build(), null, JOB);
    }

    @Override
    public JobView addDisk(String machine, DiskRequest request) {
        return rest.send("POST", rest.url(ApiPaths.DISKS, machine).build(), request, JOB);
    }

    @Override
    public JobView removeDisk(String machine, int disk) {
        String index = Integer.toString(disk);
        return rest.send("DELETE", rest.url(ApiPaths.DISK, machine, index).build(), null, JOB);
    }

    @Override
    public List<PointView> points(String machine) {
        List<PointView> all = new ArrayList<>();
        List<PointView> page;
        do {
            String before = all.isEmpty() ? "" : all.getLast().id();
            page =
                    rest.get(
                            rest.url(ApiPaths.POINTS, machine)
                                    .addQueryParameter("limit", Integer.toString(PAGE))
                                    .addQueryParameter("before", before)
                                    .build(),
                            POINTS);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    @Override
    public PointView mark(String machine, MarkRequest request) {
        return rest.send("POST", rest.url(ApiPaths.MARKS, machine).build(), request, POINT);
    }

    @Override
    public AppScripts appScripts(String machine) {
        return rest.get(rest.url(ApiPaths.APP_SCRIPTS, machine).build(), SCRIPTS);
    }

    @Override
    public AppScripts setAppScripts(String machine, AppScripts scripts) {
        return rest.send("PUT", rest.url(ApiPaths.APP_SCRIPTS, machine).build(), scripts, SCRIPTS);
    }

    @Override
    public ResyncView resync(String machine) {
        return rest.send("POST", rest.url(ApiPaths.RESYNC, machine).build(), null, RESYNC);
    }

    @Override
    public List<RpoSample> rpo(String machine, Duration past) {
        return rest.get(
                rest.url(ApiPaths.RPO, machine)
                        .addQueryParameter("seconds", Long.toString(past.toSeconds()))
                        .build(),
                SAMPLES);
    }

    @Override
    public Optional<TestFailoverView> testFailover(String machine) {
        try {
            return Optional.of(rest.get(rest.url(ApiPaths.TEST_FAILOVER, machine).build(), DRILL));
        } catch (ContinuoException e) {
            if (e.problem().code() == ErrorCode.NO_TEST_FAILOVER) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public JobView startTestFailover(String machine, String point) {
        return startTestFailover(machine, point, true);
    }

    @Override
    public JobView startTestFailover(String machine, String point, boolean start) {
        return rest.send(
                "POST",
                rest.url(ApiPaths.TEST_FAILOVER, machine).build(),
                new TestFailoverRequest(point, start),
                JOB);
    }

    @Override
    public JobView cleanUpTestFailover(String machine) {
        return cleanUpTestFailover(machine, "");
    }

    @Override
    public JobView cleanUpTestFailover(String machine, String notes) {
        return rest.send(
                "DELETE",
                rest.url(ApiPaths.TEST_FAILOVER, machine).addQueryParameter("notes", notes).build(),
                null,
                JOB);
    }

    @Override
    public byte[] drillScreenshot(String machine, String drill) {
        return rest.bytes(rest.url(ApiPaths.DRILL_SCREENSHOT, machine, drill).build());
    }

    @Override
    public FailoverPreview previewFailover(String machine, FailoverKind kind, String point) {
        return rest.get(
                rest.url(ApiPaths.FAILOVER_PREVIEW, machine)
                        .addQueryParameter("kind", kind.name())
                        .addQueryParameter("point", point)
                        .build(),
                PREVIEW);
    }

    @Override
    public JobView failOver(String machine, FailoverRequest request) {
        return rest.send("POST", rest.url(ApiPaths.FAILOVER, machine).build(), request, JOB);
    }

    @Override
    public Optional<FailoverView> failover(String machine) {
        try {
            return Optional.of(rest.get(rest.url(ApiPaths.FAILOVER, machine).build(), FAILOVER));
        } catch (ContinuoException e) {
            if (e.problem().code() == ErrorCode.NO_FAILOVER) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public JobView changeFailoverPoint(String machine, String point) {
        PointRequest request = new PointRequest(point);
        return rest.send("POST", rest.url(ApiPaths.FAILOVER_POINT, machine).build(), request, JOB);
    }

    @Override
    public JobView commitFailover(String machine) {
        return rest.send("POST", rest.url(ApiPaths.FAILOVER_COMMIT, machine).build(), null, JOB);
    }

    @Override
    public JobView cancelFailover(String machine) {
        return rest.send("POST", rest.url(ApiPaths.FAILOVER_CANCEL, machine).build(), null, JOB);
    }

    @Override
    public JobView reprotect(String machine, ReprotectRequest request) {
        return rest.send("POST", rest.url(ApiPaths.REPROTECT, machine).build(), request, JOB);
    }

    @Override
    public JobView export(String machine, ExportRequest request) {
        return rest.send("POST", rest.url(ApiPaths.EXPORTS, machine).build(), request, JOB);
    }

    @Override
    public List<JobView> jobs(int limit) {
        return rest.get(
                rest.url(ApiPaths.JOBS).addQueryParameter("limit", Integer.toString(limit)).build(),
                JOBS);
    }

    @Override
    public JobView job(String id) {
        return rest.get(rest.url(ApiPaths.JOB, id).build(), JOB);
    }

    @Override
    public JobView cancelJob(String id) {
        return rest.send("POST", rest.url(ApiPaths.JOB_CANCEL, id).build(), null, JOB);
    }

    @Override
    public List<EventView> events(int limit, Optional<String> machine) {
        var url = rest.url(ApiPaths.EVENTS).addQueryParameter("limit", Integer.toString(limit));
        machine.ifPresent(name -> url.addQueryParameter("machine", name));
        return rest.get(url.build(), EVENTS);
    }

    @Override
    public List<PolicyView> policies() {
        return rest.get(rest.url(ApiPaths.POLICIES).build(), POLICIES);
    }

    @Override
    public PolicyView createPolicy(PolicyRequest request) {
        return rest.send("POST", rest.url(ApiPaths.POLICIES).build(), request, POLICY);
    }

    @Override
    public PolicyView changePolicy(String policy, PolicyRequest request) {
        return rest.send("PUT", rest.url(ApiPaths.POLICY, policy).build(), request, POLICY);
    }

    @Override
    public void deletePolicy(String policy) {
        rest.send("DELETE", rest.url(ApiPaths.POLICY, policy).build(), null);
    }

    @Override
    public List<GroupView> groups() {
        return rest.get(rest.url(ApiPaths.GROUPS).build(), GROUPS);
    }

    @Override
    public GroupView createGroup(GroupRequest request) {
        return rest.send("POST", rest.url(ApiPaths.GROUPS).build(), request, GROUP);
    }

    @Override
    public GroupView changeGroup(String group, GroupRequest request) {
        return rest.send("PUT", rest.url(ApiPaths.GROUP, group).build(), request, GROUP);
    }

    @Override
    public void deleteGroup(String group) {
        rest.send("DELETE", rest.url(ApiPaths.GROUP, group).build(), null);
    }

    @Override
    public List<GroupPoint> markGroup(String group, MarkRequest request) {
        return rest.send(
                "POST", rest.url(ApiPaths.GROUP_MARKS, group).build(), request, GROUP_POINTS);
    }

    @Override
    public PlanClient plans() {
        return new HttpPlanClient(rest);
    }

    @Override
    public Throttle throttle(String processServer) {
        return rest.get(rest.url(ApiPaths.THROTTLE, processServer).build(), THROTTLE);
    }

    @Override
    public Throttle changeThrottle(String processServer, Throttle throttle) {
        return rest.send(
                "PUT", rest.url(ApiPaths.THROTTLE, processServer).build(), throttle, THROTTLE);
    }

    @Override
    public TopologyView topology() {
        return rest.get(rest.url(ApiPaths.TOPOLOGY).build(), TOPOLOGY);
    }

    @Override
    public void injectFault(FaultRequest fault) {
        rest.send("POST", rest.url(ApiPaths.FAULTS).build(), fault);
    }

    @Override
    public List<ComponentView> components() {
        return rest.get(rest.url(ApiPaths.COMPONENTS).build(), COMPONENTS);
    }

    @Override
    public EnrolmentPassphrase makePassphrase(PassphraseRequest request) {
        return rest.send("POST", rest.url(ApiPaths.PASSPHRASES).build(), request, PASSPHRASE);
    }

    @Override
    public ComponentView revoke(String component) {
        return rest.send("POST", rest.url(ApiPaths.REVOCATION, component).build(), null, COMPONENT);
    }

    @Override
    public Subscription subscribe(Consumer<Update> onUpdate, Consumer<Boolean> onConnection) {
        UpdateStream stream = new UpdateStream(rest, onUpdate, onConnection, streams::remove);
        streams.add(stream);
        return stream.start();
    }

    @Override
    public void close() {
        streams.forEach(UpdateStream::close);
        rest.close();
    }
}
