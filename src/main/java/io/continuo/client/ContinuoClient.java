package io.continuo.client;

import io.continuo.api.component.ComponentView;
import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.component.Throttle;
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
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.TopologyView;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What people and scripts can ask of a configuration server. Calls block; a refusal or failure is a
 * {@link io.continuo.api.error.ContinuoException}. {@code machine} is a name or an id. Safe for use
 * by several threads.
 */
public interface ContinuoClient extends AutoCloseable {
    ServerStatus status();

    List<MachineView> machines();

    MachineView machine(String machine);

    ProtectCheck checkProtect(ProtectRequest request);

    JobView protect(ProtectRequest request);

    /** Sends a machine's changes through another process server from now on. */
    MachineView move(String machine, String processServer);

    /** What a machine is started with at the other place, from its next start on. */
    MachineView setHardware(String machine, Hardware hardware);

    /** Forgets what a machine is started with: its disks are served, and nothing is started. */
    void removeHardware(String machine);

    JobView unprotect(String machine);

    /** Adds a disk to a protected machine; the job ends when recovery points hold it. */
    JobView addDisk(String machine, DiskRequest request);

    /**
     * Takes a disk away; older points keep it.
     *
     * @param disk its index
     */
    JobView removeDisk(String machine, int disk);

    /** Oldest first. */
    List<PointView> points(String machine);

    /** Returns once the point is durable at the target. */
    default PointView mark(String machine, String label) {
        return mark(machine, new MarkRequest(label, false));
    }

    /** Returns once the point is durable at the target. */
    PointView mark(String machine, MarkRequest request);

    /** Both paths are empty where there are none. */
    AppScripts appScripts(String machine);

    AppScripts setAppScripts(String machine, AppScripts scripts);

    /**
     * Starts the resync that is due now, whatever its window; where none is, one that compares
     * everything. What it is about to cost; its receipt is in the machine's view once it is done.
     */
    ResyncView resync(String machine);

    /** Oldest first, one a second while they are recent. */
    List<RpoSample> rpo(String machine, Duration past);

    Optional<TestFailoverView> testFailover(String machine);

    JobView startTestFailover(String machine, String point);

    /**
     * Starts a drill.
     *
     * @param start whether its machine is started where it has hardware
     */
    JobView startTestFailover(String machine, String point, boolean start);

    JobView cleanUpTestFailover(String machine);

    /**
     * Ends a drill.
     *
     * @param notes what is to be remembered of it
     */
    JobView cleanUpTestFailover(String machine, String notes);

    /** The display of a drill's machine after its boot, as a PNG. */
    byte[] drillScreenshot(String machine, String drill);

    /** What a failover would do and cost; nothing is touched. */
    FailoverPreview previewFailover(String machine, FailoverKind kind, String point);

    /** Fails a machine over, or back where it replicates in reverse. */
    JobView failOver(String machine, FailoverRequest request);

    /** The failover that is under way, or waits for something. */
    Optional<FailoverView> failover(String machine);

    JobView changeFailoverPoint(String machine, String point);

    JobView commitFailover(String machine);

    JobView cancelFailover(String machine);

    /** Protects a machine that was failed over again, the other way round. */
    JobView reprotect(String machine, ReprotectRequest request);

    JobView export(String machine, ExportRequest request);

    /** Newest first. */
    List<JobView> jobs(int limit);

    JobView job(String id);

    JobView cancelJob(String id);

    /** Newest first. */
    List<EventView> events(int limit, Optional<String> machine);

    List<PolicyView> policies();

    PolicyView createPolicy(PolicyRequest request);

    PolicyView changePolicy(String policy, PolicyRequest request);

    void deletePolicy(String policy);

    /** By name. */
    List<GroupView> groups();

    GroupView createGroup(GroupRequest request);

    GroupView changeGroup(String group, GroupRequest request);

    void deleteGroup(String group);

    /** Returns once every member's target holds its part durably. */
    List<GroupPoint> markGroup(String group, MarkRequest request);

    /** What can be asked of recovery plans. */
    PlanClient plans();

    /** Of a process server, by id or name. */
    Throttle throttle(String processServer);

    /** In force at once. */
    Throttle changeThrottle(String processServer, Throttle throttle);

    TopologyView topology();

    void injectFault(FaultRequest fault);

    /** By name. */
    List<ComponentView> components();

    /** A passphrase for enrolling components; shown this once. */
    EnrolmentPassphrase makePassphrase(PassphraseRequest request);

    /** Cuts a component off, by name or id. */
    ComponentView revoke(String component);

    /**
     * Follows the server's updates on a thread of its own, reconnecting by itself (with {@code
     * Last-Event-ID}) until closed.
     *
     * @param onUpdate called for every update, in order
     * @param onConnection called with true when the stream is up and false when it is lost
     */
    Subscription subscribe(Consumer<Update> onUpdate, Consumer<Boolean> onConnection);

    /** Waits until a job ends, telling every change on the way. */
    default JobView await(JobView job, Duration limit, Consumer<JobView> onChange) {
        return JobWaiter.await(this, job, limit, onChange);
    }

    @Override
    void close();

    /** A running subscription; closing it twice does no harm. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
