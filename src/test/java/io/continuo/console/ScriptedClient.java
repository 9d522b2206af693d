package io.continuo.console;

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
import io.continuo.client.ContinuoClient;
import io.continuo.client.PlanClient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A server that does nothing; a test overrides what its story needs. */
public class ScriptedClient implements ContinuoClient {
    private static UnsupportedOperationException unscripted() {
        return new UnsupportedOperationException("not in this story");
    }

    @Override
    public ServerStatus status() {
        throw unscripted();
    }

    @Override
    public List<MachineView> machines() {
        return List.of();
    }

    @Override
    public MachineView machine(String machine) {
        throw unscripted();
    }

    @Override
    public ProtectCheck checkProtect(ProtectRequest request) {
        throw unscripted();
    }

    @Override
    public JobView protect(ProtectRequest request) {
        throw unscripted();
    }

    @Override
    public MachineView move(String machine, String processServer) {
        throw unscripted();
    }

    @Override
    public MachineView setHardware(String machine, Hardware hardware) {
        throw unscripted();
    }

    @Override
    public void removeHardware(String machine) {
        throw unscripted();
    }

    @Override
    public JobView unprotect(String machine) {
        throw unscripted();
    }

    @Override
    public List<PointView> points(String machine) {
        return List.of();
    }

    @Override
    public PointView mark(String machine, MarkRequest request) {
        throw unscripted();
    }

    @Override
    public AppScripts appScripts(String machine) {
        throw unscripted();
    }

    @Override
    public AppScripts setAppScripts(String machine, AppScripts scripts) {
        throw unscripted();
    }

    @Override
    public ResyncView resync(String machine) {
        throw unscripted();
    }

    @Override
    public List<RpoSample> rpo(String machine, Duration past) {
        return List.of();
    }

    @Override
    public Optional<TestFailoverView> testFailover(String machine) {
        return Optional.empty();
    }

    @Override
    public JobView startTestFailover(String machine, String point) {
        throw unscripted();
    }

    @Override
    public JobView startTestFailover(String machine, String point, boolean start) {
        throw unscripted();
    }

    @Override
    public JobView cleanUpTestFailover(String machine, String notes) {
        throw unscripted();
    }

    @Override
    public byte[] drillScreenshot(String machine, String drill) {
        throw unscripted();
    }

    @Override
    public JobView cleanUpTestFailover(String machine) {
        throw unscripted();
    }

    @Override
    public FailoverPreview previewFailover(String machine, FailoverKind kind, String point) {
        throw unscripted();
    }

    @Override
    public JobView failOver(String machine, FailoverRequest request) {
        throw unscripted();
    }

    @Override
    public Optional<FailoverView> failover(String machine) {
        throw unscripted();
    }

    @Override
    public JobView changeFailoverPoint(String machine, String point) {
        throw unscripted();
    }

    @Override
    public JobView commitFailover(String machine) {
        throw unscripted();
    }

    @Override
    public JobView cancelFailover(String machine) {
        throw unscripted();
    }

    @Override
    public JobView reprotect(String machine, ReprotectRequest request) {
        throw unscripted();
    }

    @Override
    public JobView export(String machine, ExportRequest request) {
        throw unscripted();
    }

    @Override
    public List<JobView> jobs(int limit) {
        return List.of();
    }

    @Override
    public JobView job(String id) {
        throw unscripted();
    }

    @Override
    public JobView cancelJob(String id) {
        throw unscripted();
    }

    @Override
    public List<EventView> events(int limit, Optional<String> machine) {
        return List.of();
    }

    @Override
    public Throttle throttle(String processServer) {
        return Throttle.NONE;
    }

    @Override
    public Throttle changeThrottle(String processServer, Throttle throttle) {
        return throttle;
    }

    @Override
    public List<PolicyView> policies() {
        return List.of();
    }

    @Override
    public PolicyView createPolicy(PolicyRequest request) {
        throw unscripted();
    }

    @Override
    public PolicyView changePolicy(String policy, PolicyRequest request) {
        throw unscripted();
    }

    @Override
    public void deletePolicy(String policy) {
        throw unscripted();
    }

    @Override
    public PlanClient plans() {
        return new ScriptedPlans();
    }

    @Override
    public List<GroupView> groups() {
        return List.of();
    }

    @Override
    public GroupView createGroup(GroupRequest request) {
        throw unscripted();
    }

    @Override
    public GroupView changeGroup(String group, GroupRequest request) {
        throw unscripted();
    }

    @Override
    public void deleteGroup(String group) {
        throw unscripted();
    }

    @Override
    public List<GroupPoint> markGroup(String group, MarkRequest request) {
        throw unscripted();
    }

    @Override
    public JobView addDisk(String machine, DiskRequest request) {
        throw unscripted();
    }

    @Override
    public JobView removeDisk(String machine, int disk) {
        throw unscripted();
    }

    @Override
    public TopologyView topology() {
        throw unscripted();
    }

    @Override
    public void injectFault(FaultRequest fault) {
        throw unscripted();
    }

    @Override
    public List<ComponentView> components() {
        return List.of();
    }

    @Override
    public EnrolmentPassphrase makePassphrase(PassphraseRequest request) {
        throw unscripted();
    }

    @Override
    public ComponentView revoke(String component) {
        throw unscripted();
    }

    @Override
    public Subscription subscribe(Consumer<Update> onUpdate, Consumer<Boolean> onConnection) {
        return () -> {};
    }

    @Override
    public void close() {
        // nothing is open
    }
}
