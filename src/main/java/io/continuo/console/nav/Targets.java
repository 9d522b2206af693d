package io.continuo.console.nav;

/**
 * Ids of the console's screens and the arguments they take. Features never see each other; they
 * navigate by these. Whether a screen exists in this console is asked with {@link Navigator#knows}.
 */
public final class Targets {
    public static final String OVERVIEW = "overview";
    public static final String TOPOLOGY = "topology";

    /** Arguments: {@link #FILTER}, {@link #HEALTH}. */
    public static final String MACHINES = "machines";

    /** One machine in detail. Arguments: {@link #MACHINE}. */
    public static final String MACHINE_DETAIL = "machine";

    /** Consistency groups. Arguments: {@link #GROUP}. */
    public static final String GROUPS = "groups";

    /** Recovery plans. Arguments: {@link #PLAN}. */
    public static final String PLANS = "plans";

    /**
     * A dialog: a drill of one machine; start it, see it, clean it up. Arguments: {@link #MACHINE},
     * {@link #POINT}.
     */
    public static final String TEST_FAILOVER = "test-failover";

    /**
     * The wizard that fails a machine over or back. Arguments: {@link #MACHINE}, {@link #KIND},
     * {@link #POINT}.
     */
    public static final String FAILOVER = "failover";

    /**
     * A dialog: change of point, commit, cancel or reprotect. Arguments: {@link #MACHINE}, {@link
     * #ACT}.
     */
    public static final String FAILOVER_STEP = "failover-step";

    /** The wizard. Arguments: none. */
    public static final String PROTECT = "protect";

    /** Arguments: {@link #MACHINE}, {@link #JOB}. */
    public static final String JOBS = "jobs";

    /** Arguments: {@link #MACHINE}, {@link #EVENT}. */
    public static final String EVENTS = "events";

    public static final String SETTINGS = "settings";

    /** Argument: a machine's name. */
    public static final String MACHINE = "machine";

    /** Argument: a recovery point's id; without it the newest. */
    public static final String POINT = "point";

    /** Argument: a {@link io.continuo.api.machine.FailoverKind}. */
    public static final String KIND = "kind";

    /** Argument: a consistency group's name or id. */
    public static final String GROUP = "group";

    /** Argument: a recovery plan's name or id. */
    public static final String PLAN = "plan";

    /** Argument: a job's id. */
    public static final String JOB = "job";

    /** Argument: an event's id. */
    public static final String EVENT = "event";

    /** Argument: text a list is filtered by. */
    public static final String FILTER = "filter";

    /** Argument: a {@link io.continuo.api.machine.Health} a list is filtered by. */
    public static final String HEALTH = "health";

    /** Argument: an act to open at once on the machine's page, a name of {@code Action}. */
    public static final String ACT = "act";

    private Targets() {}
}
