package io.continuo.server.http;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ComponentView;
import io.continuo.api.component.EnrolReply;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.IssuedCertificate;
import io.continuo.api.component.JoinRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.component.RenewRequest;
import io.continuo.api.component.Throttle;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
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
import io.continuo.server.domain.Machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Every route of the API, and which feature answers it. */
public final class Routes {
    private static final int PAGE = 1000;
    private static final int MOST = 10_000;
    private static final int SHORT_PAGE = 200;
    private static final long LONGEST_WAIT_SECONDS = 30;
    private static final long HOUR_SECONDS = 3600;

    /** A target's first report names every point it holds. */
    private static final int REPORT_LIMIT = 32 << 20;

    /** Read before anyone has proved anything. */
    private static final int ENROLMENT_LIMIT = 16 << 10;

    private final Features features;
    private final List<Route> all = new ArrayList<>();

    public Routes(Features features) {
        this.features = features;
        server();
        machines();
        recovery();
        failover();
        jobsAndEvents();
        policies();
        groups();
        components();
        enrolment();
        throttles();
        all.addAll(new PlanRoutes(features.plans()).all());
        Map<String, Object> document = openApi();
        all.add(openApiRoute(document));
    }

    List<Route> all() {
        return all;
    }

    EventStream events(Bodies bodies) {
        return new EventStream(features.events(), features.hub(), bodies);
    }

    private Map<String, Object> openApi() {
        List<Route> described = new ArrayList<>(all);
        described.add(openApiRoute(Map.of()));
        return new OpenApi(features.status().get().version()).document(described);
    }

    private static Route openApiRoute(Map<String, Object> document) {
        return Route.get(
                ApiPaths.OPENAPI, "This description.", Shape.one(Map.class), call -> document);
    }

    private void server() {
        all.add(
                Route.get(
                        ApiPaths.STATUS,
                        "Who answers.",
                        Shape.one(ServerStatus.class),
                        call -> features.status().get()));
        all.add(
                Route.get(
                        ApiPaths.TOPOLOGY,
                        "Sites, servers, links, and where each machine stands.",
                        Shape.one(TopologyView.class),
                        call -> features.topology().view()));
        all.add(
                Route.post(
                                ApiPaths.FAULTS,
                                "Injects a fault; only a lab accepts it.",
                                FaultRequest.class,
                                Shape.one(FaultRequest.class),
                                call -> {
                                    features.faults().inject(call.body(FaultRequest.class));
                                    return null;
                                })
                        .silent());
    }

    private void machines() {
        all.add(
                Route.get(
                                ApiPaths.MACHINES,
                                "Protected machines, by name.",
                                Shape.listOf(MachineView.class),
                                call ->
                                        features.views()
                                                .page(
                                                        call.text("after").orElse(""),
                                                        call.limit(PAGE, MOST)))
                        .queries(
                                Query.number("limit", "At most so many; 1000 unless told."),
                                Query.text("after", "Only those after this name.")));
        all.add(
                Route.post(
                                ApiPaths.MACHINES,
                                "Enables protection.",
                                ProtectRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.protection()
                                                .enable(call.body(ProtectRequest.class)))
                        .job());
        all.add(
                Route.post(
                        ApiPaths.PROTECT_CHECK,
                        "A dry run of enabling protection.",
                        ProtectRequest.class,
                        Shape.one(ProtectCheck.class),
                        call -> features.protection().check(call.body(ProtectRequest.class))));
        all.add(
                Route.get(
                        ApiPaths.MACHINE,
                        "A protected machine, by name or id.",
                        Shape.one(MachineView.class),
                        call -> features.views().get(call.path("machine"))));
        all.add(
                Route.delete(
                                ApiPaths.MACHINE,
                                "Disables protection.",
                                call -> features.protection().disable(call.path("machine")))
                        .job());
        all.add(
                Route.post(
                                ApiPaths.DISKS,
                                "Adds a disk to a protected machine.",
                                DiskRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.disks()
                                                .add(
                                                        call.path("machine"),
                                                        call.body(DiskRequest.class)))
                        .job());
        all.add(
                Route.delete(
                                ApiPaths.DISK,
                                "Takes the disk with this index away; older points keep it.",
                                call ->
                                        features.disks()
                                                .remove(
                                                        call.path("machine"),
                                                        index(call.path("disk"))))
                        .job());
        all.add(
                Route.put(
                        ApiPaths.HARDWARE,
                        "What a machine is started with at the other place.",
                        Hardware.class,
                        Shape.one(MachineView.class),
                        this::hardware));
        all.add(
                Route.delete(
                        ApiPaths.HARDWARE,
                        "Forgets what a machine is started with.",
                        call -> {
                            features.hardware().remove(call.path("machine"));
                            return null;
                        }));
        all.add(
                Route.post(
                        ApiPaths.MOVE,
                        "Sends a machine's changes through another process server.",
                        MoveRequest.class,
                        Shape.one(MachineView.class),
                        this::move));
        all.add(
                Route.get(
                                ApiPaths.RPO,
                                "RPO over time, oldest first.",
                                Shape.listOf(RpoSample.class),
                                this::rpo)
                        .queries(Query.number("seconds", "So far back; at most 3600.")));
    }

    private static int index(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "A disk of a machine is asked for by its number.",
                            "'" + text + "' is none.",
                            "Give the index the machine's view shows for the disk.",
                            text)
                    .toException(e);
        }
    }

    private MachineView hardware(Call call) {
        features.hardware().set(call.path("machine"), call.body(Hardware.class));
        return features.views().get(call.path("machine"));
    }

    private MachineView move(Call call) {
        features.moves().move(call.path("machine"), call.body(MoveRequest.class).processServer());
        return features.views().get(call.path("machine"));
    }

    private List<RpoSample> rpo(Call call) {
        Machine machine = features.machines().get(call.path("machine"));
        Duration past =
                Duration.ofSeconds(call.number("seconds", HOUR_SECONDS, 1, Integer.MAX_VALUE));
        return features.history().samples(machine.id(), features.clock().instant(), past);
    }

    private void recovery() {
        all.add(
                Route.get(
                                ApiPaths.POINTS,
                                "Recovery points, newest first.",
                                Shape.listOf(PointView.class),
                                call ->
                                        features.recovery()
                                                .points(
                                                        call.path("machine"),
                                                        call.text("before"),
                                                        call.limit(PAGE, MOST)))
                        .queries(
                                Query.number("limit", "At most so many; 1000 unless told."),
                                Query.text("before", "Only those older than this point.")));
        all.add(
                Route.post(
                                ApiPaths.MARKS,
                                "Makes a recovery point; answers once it is durable.",
                                MarkRequest.class,
                                Shape.one(PointView.class),
                                call ->
                                        features.recovery()
                                                .mark(
                                                        call.path("machine"),
                                                        call.body(MarkRequest.class)))
                        .status(201));
        all.add(
                Route.post(
                                ApiPaths.RESYNC,
                                "Starts the resync that is due, or one of everything.",
                                Void.class,
                                Shape.one(ResyncView.class),
                                call -> features.recovery().resync(call.path("machine")))
                        .bare()
                        .status(202));
        all.add(
                Route.get(
                        ApiPaths.APP_SCRIPTS,
                        "What is run before and after an app-consistent point.",
                        Shape.one(AppScripts.class),
                        call -> features.appPoints().get(call.path("machine"))));
        all.add(
                Route.put(
                        ApiPaths.APP_SCRIPTS,
                        "Sets what is run before and after an app-consistent point.",
                        AppScripts.class,
                        Shape.one(AppScripts.class),
                        call ->
                                features.appPoints()
                                        .set(call.path("machine"), call.body(AppScripts.class))));
        all.add(
                Route.get(
                        ApiPaths.TEST_FAILOVER,
                        "The running test failover.",
                        Shape.one(TestFailoverView.class),
                        call -> features.recovery().testFailover(call.path("machine"))));
        all.add(
                Route.post(
                                ApiPaths.TEST_FAILOVER,
                                "Starts a test failover.",
                                TestFailoverRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.recovery()
                                                .startTestFailover(
                                                        call.path("machine"),
                                                        call.body(TestFailoverRequest.class)))
                        .job());
        all.add(
                Route.delete(
                                ApiPaths.TEST_FAILOVER,
                                "Cleans up the test failover.",
                                call ->
                                        features.recovery()
                                                .cleanUp(
                                                        call.path("machine"),
                                                        call.text("notes").orElse("")))
                        .queries(Query.text("notes", "What is to be remembered of the drill."))
                        .job());
        all.add(
                Route.get(
                        ApiPaths.DRILL_SCREENSHOT,
                        "The display of a drill's machine after its boot.",
                        Shape.PNG,
                        call ->
                                features.recovery()
                                        .picture(call.path("machine"), call.path("drill"))));
        all.add(
                Route.post(
                                ApiPaths.EXPORTS,
                                "Writes the disks of a point as image files.",
                                ExportRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.recovery()
                                                .export(
                                                        call.path("machine"),
                                                        call.body(ExportRequest.class)))
                        .job());
    }

    private void failover() {
        all.add(
                Route.get(
                        ApiPaths.FAILOVER,
                        "The failover that is under way, or waits for something.",
                        Shape.one(FailoverView.class),
                        call -> features.failover().get(call.path("machine"))));
        all.add(
                Route.get(
                                ApiPaths.FAILOVER_PREVIEW,
                                "What a failover would do and cost; nothing is touched.",
                                Shape.one(FailoverPreview.class),
                                this::preview)
                        .queries(
                                Query.text("kind", "PLANNED unless told, or UNPLANNED."),
                                Query.text("point", "latest unless told.")));
        all.add(
                Route.post(
                                ApiPaths.FAILOVER,
                                "Fails a machine over, or back where it replicates in reverse.",
                                FailoverRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.failover()
                                                .start(
                                                        call.path("machine"),
                                                        call.body(FailoverRequest.class)))
                        .job());
        all.add(
                Route.post(
                                ApiPaths.FAILOVER_POINT,
                                "Lets it run from another recovery point.",
                                PointRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.failover()
                                                .changePoint(
                                                        call.path("machine"),
                                                        call.body(PointRequest.class)))
                        .job());
        all.add(
                Route.post(
                                ApiPaths.FAILOVER_COMMIT,
                                "Commits: it stays there, and its recovery points go.",
                                Void.class,
                                Shape.one(JobView.class),
                                call -> features.failover().commit(call.path("machine")))
                        .bare()
                        .job());
        all.add(
                Route.post(
                                ApiPaths.FAILOVER_CANCEL,
                                "Cancels: it goes on where it was.",
                                Void.class,
                                Shape.one(JobView.class),
                                call -> features.failover().cancel(call.path("machine")))
                        .bare()
                        .job());
        all.add(
                Route.post(
                                ApiPaths.REPROTECT,
                                "Protects it again, the other way round.",
                                ReprotectRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        features.failover()
                                                .reprotect(
                                                        call.path("machine"),
                                                        call.body(ReprotectRequest.class)))
                        .job());
    }

    private FailoverPreview preview(Call call) {
        String kind = call.text("kind").orElse(FailoverKind.PLANNED.name());
        FailoverKind asked =
                Arrays.stream(FailoverKind.values())
                        .filter(one -> one.name().equalsIgnoreCase(kind))
                        .findFirst()
                        .orElseThrow(() ->
                                Problem.of(
                                                ErrorCode.BAD_REQUEST,
                                                "There is no failover of the kind " + kind + ".",
                                                "The kinds are PLANNED and UNPLANNED.",
                                                "Ask for one of them.",
                                                kind)
                                        .toException());
        return features.previews()
                .of(call.path("machine"), asked, call.text("point").orElse("latest"));
    }

    private void jobsAndEvents() {
        all.add(
                Route.get(
                                ApiPaths.JOBS,
                                "Jobs, newest first.",
                                Shape.listOf(JobView.class),
                                call ->
                                        features.jobs()
                                                .newest(
                                                        call.text("before"),
                                                        call.text("machine").map(this::machineId),
                                                        call.limit(SHORT_PAGE, MOST)))
                        .queries(
                                Query.number("limit", "At most so many; 200 unless told."),
                                Query.text("before", "Only those older than this job."),
                                Query.text("machine", "Only those about this machine.")));
        all.add(
                Route.get(
                        ApiPaths.JOB,
                        "A job.",
                        Shape.one(JobView.class),
                        call -> features.jobs().view(features.jobs().get(call.path("job")))));
        all.add(
                Route.post(
                                ApiPaths.JOB_CANCEL,
                                "Asks a job to stop.",
                                Void.class,
                                Shape.one(JobView.class),
                                call -> features.jobs().cancel(call.path("job")))
                        .bare()
                        .job());
        all.add(
                Route.get(
                                ApiPaths.EVENTS,
                                "Events, newest first; updates as they happen when asked for as"
                                        + " text/event-stream.",
                                Shape.listOf(EventView.class),
                                this::eventPage)
                        .queries(
                                Query.number("limit", "At most so many; 200 unless told."),
                                Query.number("before", "Only those with a smaller id."),
                                Query.text("machine", "Only those about this machine."),
                                Query.text("severity", "Only those of this severity.")));
    }

    private List<EventView> eventPage(Call call) {
        return features.events()
                .newest(
                        call.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE),
                        call.text("machine").map(this::machineId),
                        call.choice("severity", Severity.class),
                        call.limit(SHORT_PAGE, MOST));
    }

    /** What is asked for may be gone: its id still finds what was said of it. */
    private String machineId(String idOrName) {
        return features.machines().find(idOrName).map(Machine::id).orElse(idOrName);
    }

    private void policies() {
        all.add(
                Route.get(
                        ApiPaths.POLICIES,
                        "Replication policies.",
                        Shape.listOf(PolicyView.class),
                        call -> features.policies().list()));
        all.add(
                Route.post(
                                ApiPaths.POLICIES,
                                "Makes a policy.",
                                PolicyRequest.class,
                                Shape.one(PolicyView.class),
                                call -> features.policies().create(call.body(PolicyRequest.class)))
                        .status(201));
        all.add(
                Route.put(
                        ApiPaths.POLICY,
                        "Changes a policy, for the machines that follow it too.",
                        PolicyRequest.class,
                        Shape.one(PolicyView.class),
                        call ->
                                features.policies()
                                        .change(
                                                call.path("policy"),
                                                call.body(PolicyRequest.class))));
        all.add(
                Route.delete(
                        ApiPaths.POLICY,
                        "Deletes a policy nothing follows.",
                        call -> {
                            features.policies().delete(call.path("policy"));
                            return null;
                        }));
    }

    private void groups() {
        all.add(
                Route.get(
                        ApiPaths.GROUPS,
                        "Consistency groups, by name.",
                        Shape.listOf(GroupView.class),
                        call -> features.groups().list()));
        all.add(
                Route.post(
                                ApiPaths.GROUPS,
                                "Makes a consistency group.",
                                GroupRequest.class,
                                Shape.one(GroupView.class),
                                call -> features.groups().create(call.body(GroupRequest.class)))
                        .status(201));
        all.add(
                Route.put(
                        ApiPaths.GROUP,
                        "Changes a consistency group: its name, and who is in it.",
                        GroupRequest.class,
                        Shape.one(GroupView.class),
                        call ->
                                features.groups()
                                        .change(
                                                call.path("group"),
                                                call.body(GroupRequest.class))));
        all.add(
                Route.delete(
                        ApiPaths.GROUP,
                        "Deletes a consistency group; its machines and their points stay.",
                        call -> {
                            features.groups().delete(call.path("group"));
                            return null;
                        }));
        all.add(
                Route.post(
                                ApiPaths.GROUP_MARKS,
                                "Makes a point the machines of a group share; answers once it is"
                                        + " durable everywhere.",
                                MarkRequest.class,
                                Shape.listOf(GroupPoint.class),
                                call -> {
                                    MarkRequest request = call.body(MarkRequest.class);
                                    return features.groups()
                                            .mark(
                                                    call.path("group"),
                                                    request.label(),
                                                    request.appConsistent());
                                })
                        .status(201));
    }

    private void throttles() {
        all.add(
                Route.get(
                        ApiPaths.THROTTLE,
                        "How much a process server may forward.",
                        Shape.one(Throttle.class),
                        call -> features.throttles().get(call.path("component"))));
        all.add(
                Route.put(
                        ApiPaths.THROTTLE,
                        "Limits what a process server forwards.",
                        Throttle.class,
                        Shape.one(Throttle.class),
                        call ->
                                features.throttles()
                                        .set(call.path("component"), call.body(Throttle.class))));
    }

    private void components() {
        all.add(
                Route.post(
                                ApiPaths.COMPONENTS,
                                "A component introduces itself.",
                                EnrolRequest.class,
                                Shape.one(EnrolReply.class),
                                call ->
                                        new EnrolReply(
                                                features.components()
                                                        .enrol(
                                                                call.body(EnrolRequest.class),
                                                                call.caller().componentId())))
                        .forComponents());
        all.add(
                Route.get(
                                ApiPaths.ASSIGNMENTS,
                                "Everything a component is to do.",
                                Shape.one(Assignments.class),
                                call -> features.components().assignments(call.path("component")))
                        .forComponents());
        all.add(
                Route.get(
                                ApiPaths.ORDERS,
                                "Orders for a component, as soon as there are any.",
                                Shape.listOf(OrderEnvelope.class),
                                call ->
                                        features.components()
                                                .orders(
                                                        call.path("component"),
                                                        Duration.ofSeconds(
                                                                call.number(
                                                                        "waitSeconds",
                                                                        0,
                                                                        0,
                                                                        LONGEST_WAIT_SECONDS))))
                        .queries(Query.number("waitSeconds", "Waits so long; at most 30."))
                        .forComponents());
        all.add(
                Route.post(
                                ApiPaths.OUTCOME,
                                "How an order ended.",
                                Outcome.class,
                                Shape.one(Outcome.class),
                                call -> {
                                    features.components()
                                            .answer(
                                                    call.path("component"),
                                                    call.path("order"),
                                                    call.body(Outcome.class));
                                    return null;
                                })
                        .silent()
                        .forComponents());
        all.add(
                Route.post(
                                ApiPaths.REPORTS,
                                "What a component sees, once a second.",
                                ComponentReport.class,
                                Shape.one(ComponentReport.class),
                                call -> {
                                    features.components()
                                            .report(
                                                    call.path("component"),
                                                    call.body(ComponentReport.class));
                                    return null;
                                })
                        .silent()
                        .bodyLimit(REPORT_LIMIT)
                        .forComponents());
    }

    /** The administrator's token stands for a passphrase. */
    private IssuedCertificate join(Call call) {
        return features.enrolment()
                .join(call.body(JoinRequest.class), call.caller() instanceof Caller.Administrator);
    }

    private void enrolment() {
        all.add(
                Route.post(
                                ApiPaths.PASSPHRASES,
                                "Makes a passphrase for enrolling components.",
                                PassphraseRequest.class,
                                Shape.one(EnrolmentPassphrase.class),
                                call ->
                                        features.enrolment()
                                                .passphrase(call.body(PassphraseRequest.class)))
                        .status(201));
        all.add(
                Route.post(
                                ApiPaths.ENROLMENTS,
                                "A component gets its certificate, by a passphrase.",
                                JoinRequest.class,
                                Shape.one(IssuedCertificate.class),
                                this::join)
                        .status(201)
                        .bodyLimit(ENROLMENT_LIMIT)
                        .forAnyone());
        all.add(
                Route.post(
                                ApiPaths.CERTIFICATE,
                                "A component's next certificate.",
                                RenewRequest.class,
                                Shape.one(IssuedCertificate.class),
                                call ->
                                        features.enrolment()
                                                .renew(
                                                        call.path("component"),
                                                        call.body(RenewRequest.class)))
                        .status(201)
                        .forComponents());
        all.add(
                Route.get(
                        ApiPaths.COMPONENTS,
                        "Components, by name.",
                        Shape.listOf(ComponentView.class),
                        call -> features.enrolment().list()));
        all.add(
                Route.post(
                                ApiPaths.REVOCATION,
                                "Cuts a component off, by name or id.",
                                Void.class,
                                Shape.one(ComponentView.class),
                                call -> features.enrolment().revoke(call.path("component")))
                        .bare());
    }
}
