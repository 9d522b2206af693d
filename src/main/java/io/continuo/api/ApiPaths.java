package io.continuo.api;

/** Paths of the HTTPS API, relative to the server's URL. Braces are parameters. */
public final class ApiPaths {
    public static final String ROOT = "/api/v1";
    public static final String OPENAPI = ROOT + "/openapi.json";
    public static final String STATUS = ROOT + "/status";

    /** GET list; POST {@code ProtectRequest} answers 202 with a job. */
    public static final String MACHINES = ROOT + "/machines";

    /** POST {@code ProtectRequest}: a dry run, answers {@code ProtectCheck}. */
    public static final String PROTECT_CHECK = ROOT + "/protect-check";

    /** GET; DELETE answers 202 with a job. {@code machine} is an id or a name everywhere. */
    public static final String MACHINE = MACHINES + "/{machine}";

    /** POST {@code MoveRequest}: through another process server; answers the machine. */
    public static final String MOVE = MACHINE + "/process-server";

    /** POST {@code DiskRequest}: adds a disk; answers 202 with a job. */
    public static final String DISKS = MACHINE + "/disks";

    /** DELETE: takes the disk with this index away; answers 202 with a job. */
    public static final String DISK = DISKS + "/{disk}";

    /** PUT {@code Hardware}: what it is started with, answers the machine; DELETE forgets it. */
    public static final String HARDWARE = MACHINE + "/hardware";

    public static final String POINTS = MACHINE + "/points";

    /** POST {@code MarkRequest}: answers 201 with the point once it is durable. */
    public static final String MARKS = MACHINE + "/marks";

    /** GET, PUT {@code AppScripts}. */
    public static final String APP_SCRIPTS = MACHINE + "/app-scripts";

    /**
     * POST: starts the resync that is due now, or one of everything where none is; answers 202 with
     * {@code ResyncView}, what it is about to cost.
     */
    public static final String RESYNC = MACHINE + "/resync";

    /** GET {@code ?seconds=3600}: RPO samples, oldest first. */
    public static final String RPO = MACHINE + "/rpo";

    /**
     * GET the running drill; POST {@code TestFailoverRequest} and DELETE (cleanup, {@code ?notes=})
     * answer 202 with a job.
     */
    public static final String TEST_FAILOVER = MACHINE + "/test-failover";

    /** GET: the display of a drill's machine after its boot, as {@code image/png}. */
    public static final String DRILL_SCREENSHOT = MACHINE + "/drills/{drill}/screenshot";

    /**
     * GET {@code FailoverView}; POST {@code FailoverRequest} answers 202 with a job. A machine that
     * replicates in reverse fails back by it.
     */
    public static final String FAILOVER = MACHINE + "/failover";

    /** GET {@code ?kind=PLANNED&point=latest}: {@code FailoverPreview}. */
    public static final String FAILOVER_PREVIEW = FAILOVER + "/preview";

    /** POST {@code PointRequest} answers 202 with a job. */
    public static final String FAILOVER_POINT = FAILOVER + "/point";

    /** POST answers 202 with a job. */
    public static final String FAILOVER_COMMIT = FAILOVER + "/commit";

    /** POST answers 202 with a job. */
    public static final String FAILOVER_CANCEL = FAILOVER + "/cancel";

    /** POST {@code ReprotectRequest} answers 202 with a job. */
    public static final String REPROTECT = MACHINE + "/reprotect";

    /** POST {@code ExportRequest} answers 202 with a job. */
    public static final String EXPORTS = MACHINE + "/exports";

    /** GET {@code ?limit=200&machine=}: newest first. */
    public static final String JOBS = ROOT + "/jobs";

    public static final String JOB = JOBS + "/{job}";

    /** POST. */
    public static final String JOB_CANCEL = JOB + "/cancel";

    /**
     * GET as JSON: {@code ?limit=200&before=ID&machine=&severity=}, newest first; as {@code
     * text/event-stream}: {@code Update}s.
     */
    public static final String EVENTS = ROOT + "/events";

    public static final String POLICIES = ROOT + "/policies";

    /** PUT, DELETE. */
    public static final String POLICY = POLICIES + "/{policy}";

    /** GET list; POST {@code GroupRequest} answers 201. */
    public static final String GROUPS = ROOT + "/groups";

    /** PUT {@code GroupRequest}; DELETE. {@code group} is an id or a name. */
    public static final String GROUP = GROUPS + "/{group}";

    /** POST {@code MarkRequest}: answers 201 with each member's point once all are durable. */
    public static final String GROUP_MARKS = GROUP + "/marks";

    /** GET list; POST {@code PlanText} answers 201 with the plan: a new one, or a new version. */
    public static final String PLANS = ROOT + "/plans";

    /** POST {@code PlanText}: a dry run of importing it. */
    public static final String PLAN_CHECK = ROOT + "/plan-check";

    /** GET; DELETE. {@code plan} is an id or a name. */
    public static final String PLAN = PLANS + "/{plan}";

    /** GET {@code ?version=}: as it was imported. */
    public static final String PLAN_TEXT = PLAN + "/text";

    /** GET: newest first. */
    public static final String PLAN_VERSIONS = PLAN + "/versions";

    /** GET {@code ?from=&to=}: between versions; POST {@code PlanText}: to a text. */
    public static final String PLAN_DIFFERENCE = PLAN + "/difference";

    /** GET: newest first; POST {@code PlanRunRequest}: answers 202 with the run's job. */
    public static final String PLAN_RUNS = PLAN + "/runs";

    /** GET: by the id of the run, which is also that of its job. */
    public static final String PLAN_RUN = ROOT + "/plan-runs/{run}";

    /** GET {@code ?format=md}: the report of a run, as {@code PlanReport}. */
    public static final String PLAN_REPORT = PLAN_RUN + "/report";

    /** POST {@code PlanAnswerRequest}: answers the manual step with this number. */
    public static final String PLAN_ANSWER = PLAN_RUN + "/steps/{step}/answer";

    public static final String TOPOLOGY = ROOT + "/topology";

    /** POST {@code FaultRequest}; only a lab accepts it. */
    public static final String FAULTS = ROOT + "/lab/faults";

    /** POST {@code PassphraseRequest}: a passphrase for enrolling components, shown once. */
    public static final String PASSPHRASES = ROOT + "/passphrases";

    /** POST {@code JoinRequest}: a certificate for a component; needs a passphrase, no token. */
    public static final String ENROLMENTS = ROOT + "/enrolments";

    /** GET a list of {@code ComponentView}; POST {@code EnrolRequest}. */
    public static final String COMPONENTS = ROOT + "/components";

    /** GET {@code Assignments}. */
    public static final String ASSIGNMENTS = COMPONENTS + "/{component}/assignments";

    /** GET {@code ?waitSeconds=20}: a list of {@code OrderEnvelope}, as soon as there is one. */
    public static final String ORDERS = COMPONENTS + "/{component}/orders";

    /** POST {@code Outcome}. */
    public static final String OUTCOME = ORDERS + "/{order}/outcome";

    /** POST {@code ComponentReport}; answers 410 when the component must enrol again. */
    public static final String REPORTS = COMPONENTS + "/{component}/reports";

    /** POST {@code RenewRequest}: the component's next certificate. */
    public static final String CERTIFICATE = COMPONENTS + "/{component}/certificate";

    /** POST: cuts a component off; by id or name. */
    public static final String REVOCATION = COMPONENTS + "/{component}/revocation";

    /** GET, PUT {@code Throttle}: of a process server, by id or name. */
    public static final String THROTTLE = COMPONENTS + "/{component}/throttle";

    private ApiPaths() {}
}
