package io.continuo.api.error;

/**
 * Stable codes of everything Continuo refuses or fails at. A code, once released, keeps its
 * meaning; people look it up and scripts branch on it.
 *
 * <p>{@link #httpStatus()} is the status the API answers with.
 */
public enum ErrorCode {
    /** The request is not well formed: JSON, a field, a parameter. */
    BAD_REQUEST(400),
    /** No token, a wrong token, or one that was revoked. */
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    TOO_LARGE(413),
    NAME_INVALID(422),
    NAME_TAKEN(409),
    MACHINE_UNKNOWN(404),
    POINT_UNKNOWN(404),
    NO_POINT_YET(409),
    POLICY_UNKNOWN(404),
    POLICY_INVALID(422),
    POLICY_IN_USE(409),
    GROUP_UNKNOWN(404),
    GROUP_INVALID(422),
    /** A program that was to quiet a machine's applications, or a plan's, hung or failed. */
    SCRIPT_FAILED(500),
    /** A program of a recovery plan is not there, or may not be run. */
    SCRIPT_MISSING(422),
    PLAN_UNKNOWN(404),
    /** A plan's text has mistakes; each is told with its line. */
    PLAN_INVALID(422),
    /** A run of this plan, or of another with one of its machines, is under way. */
    PLAN_RUNNING(409),
    PLAN_RUN_UNKNOWN(404),
    /** Some of a run's steps failed, and it went on to its end. */
    PLAN_RUN_FAILED(500),
    /** Nobody is asked anything by that step now. */
    STEP_NOT_WAITING(409),
    /** A person answered that what was asked for is not so. */
    STEP_REFUSED(409),
    /** A live operation was not confirmed by the name it is about. */
    NOT_CONFIRMED(422),
    /** The QEMU guest agent of a machine does not answer, or could not hold its guest still. */
    GUEST_AGENT_FAILED(500),
    JOB_UNKNOWN(404),
    JOB_NOT_CANCELLABLE(409),
    DISK_MISSING(422),
    DISK_EMPTY(422),
    DISK_SIZE_UNALIGNED(422),
    DISK_UNREADABLE(422),
    DISK_NOT_A_FILE(422),
    DISK_ALREADY_PROTECTED(409),
    /** A machine has no such disk. */
    DISK_UNKNOWN(404),
    /** A machine's only disk cannot be taken away from it. */
    DISK_LAST(409),
    /** The disks of a machine captured that way cannot be changed. */
    DISKS_FIXED(409),
    /** The target does not hold everything, or another change of disks is under way. */
    CHANGE_NOT_NOW(409),
    /** An image a replica was to begin from is not there. */
    SEED_MISSING(422),
    SEED_UNREADABLE(422),
    /** An image a replica was to begin from is not as large as its disk. */
    SEED_SIZE_WRONG(422),
    DISK_FULL(507),
    DISK_FAILED(500),
    /** A disk cannot be offered as a block device: not root, or no FUSE or loop devices here. */
    DEVICE_UNAVAILABLE(422),
    TEST_FAILOVER_RUNNING(409),
    NO_TEST_FAILOVER(409),
    ACTION_NOT_ALLOWED(409),
    /** Its rules are known, and nothing can capture in it yet. */
    SCENARIO_NOT_BUILT(422),
    COMPONENT_UNKNOWN(410),
    COMPONENT_SILENT(503),
    /** Several agents see the disks. */
    AGENT_UNCLEAR(409),
    /** An administrator cut the component off. */
    COMPONENT_REVOKED(403),
    /** A component of that name is enrolled already. */
    COMPONENT_NAME_TAKEN(409),
    /** No such enrolment passphrase. */
    PASSPHRASE_WRONG(403),
    PASSPHRASE_EXPIRED(403),
    /** A passphrase for one component was used by one already. */
    PASSPHRASE_USED(403),
    /** A certificate of another authority, one past its end, or of the wrong role. */
    CERTIFICATE_REFUSED(403),
    LINK_LOST(503),
    /** A sender of changes that a newer one has taken the place of. */
    SENDER_REPLACED(409),
    /** No failover of the machine is under way. */
    NO_FAILOVER(409),
    /** A machine that is to be failed over still uses its disks. */
    SOURCE_IN_USE(409),
    /** The machine's name was not typed as it is written. */
    CONFIRMATION_WRONG(422),
    /** A failover needs more at the other place than there is. */
    OTHER_SIDE_MISSING(409),
    EXPORT_FAILED(500),
    /** What a machine is to be started with makes no sense. */
    HARDWARE_INVALID(422),
    /** What a machine is to be started with is not known. */
    HARDWARE_MISSING(409),
    /** The component has no QEMU that starts. */
    PLATFORM_MISSING(422),
    /** The firmware a machine needs is not installed at the component. */
    FIRMWARE_MISSING(422),
    /** The kernel or initial file system a machine is started with is not at the component. */
    KERNEL_MISSING(422),
    /** A machine could not be started, or ended at once. */
    MACHINE_START_FAILED(500),
    /** A machine did not go down in time. */
    MACHINE_STOP_FAILED(409),
    /** No picture was kept of a drill. */
    NO_SCREENSHOT(404),
    /** No machine runs under that run. */
    RUN_UNKNOWN(404),
    PORT_IN_USE(409),
    DATA_DIRECTORY_LOCKED(409),
    DATA_DIRECTORY_NEWER(409),
    DATA_DIRECTORY_UNUSABLE(409),
    SERVER_UNREACHABLE(503),
    FINGERPRINT_MISMATCH(495),
    NO_SERVER_KNOWN(409),
    NO_DISPLAY(409),
    JOURNAL_DAMAGED(500),
    /** A journal was made with another data key than the one given. */
    DATA_KEY_WRONG(409),
    CANCELLED(409),
    TIMED_OUT(504),
    /** A defect of Continuo itself; the log has the details. */
    INTERNAL(500);

    private final int httpStatus;

    ErrorCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
