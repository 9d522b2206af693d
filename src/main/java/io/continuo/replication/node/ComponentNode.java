package io.continuo.replication.node;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ComponentClient;
import io.continuo.platform.machines.MachineHost;
import io.continuo.platform.machines.NoMachines;
import io.continuo.platform.qemu.QemuHost;
import io.continuo.platform.qemu.QemuSettings;
import io.continuo.replication.fuse.BlockDevices;
import io.continuo.replication.gateway.DiskCache;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.mobility.CaptureStore;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FramePort;
import io.continuo.replication.stream.IntakeLink;
import io.continuo.replication.stream.TcpDialer;
import io.continuo.replication.target.MasterTarget;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A data-plane component: any of agent, process server and master target in one process, driven by
 * the configuration server through {@link ComponentClient}. What it serves and captures starts at
 * once from its own records.
 */
public final class ComponentNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComponentNode.class);
    private static final long CHANGE_LOG_BYTES = 64L << 20;

    /** Half of a machine's disks and the room on the volume are the limits. */
    private static final long CHANGE_LOG_DISK_BYTES = Long.MAX_VALUE;

    private static final long GATEWAY_MEMORY_BYTES = 128L << 20;
    private static final int MOST_CHUNKS = 256;

    private final NodeSettings settings;
    private final Lines lines;
    private final Clock clock;
    private final FramePool frames = new FramePool();
    private final EventBox events = new EventBox();
    private final MachineLoad load = new MachineLoad();
    private final Deque<Closeable> started = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean fullReport = new AtomicBoolean(true);
    private Optional<AgentRole> agent = Optional.empty();
    private Optional<GroupPart> groups = Optional.empty();
    private Optional<Gateway> gateway = Optional.empty();
    private Optional<MasterTarget> target = Optional.empty();
    private int dataPort;
    private NbdServer nbd;
    private MachineHost machines;
    private OrderDesk desk;
    private OrderRunner orders;
    private ServerTalk talk;

    private ComponentNode(NodeSettings settings, Lines lines, Clock clock) {
        this.settings = settings;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Starts a component.
     *
     * @param lines how it speaks to components in other processes
     * @param client its configuration server; closed with the component
     * @throws io.continuo.api.error.ContinuoException a port or socket is taken
     */
    public static ComponentNode start(
            NodeSettings settings, Lines lines, ComponentClient client, Clock clock)
            throws IOException {
        ComponentNode node = new ComponentNode(settings, lines, clock);
        try {
            node.begin(client);
            return node;
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void begin(ComponentClient client) throws IOException {
        started.push(client::close);
        ChunkPool chunks = new ChunkPool(chunkCount());
        nbd = new NbdServer(chunks, NbdLimits.DEFAULT);
        started.push(nbd::close);
        nbd.listen(SocketPlace.of(settings.data(), System.getenv("XDG_RUNTIME_DIR")));
        if (settings.nbdTcp().isPresent()) {
            LOG.info("Disks are served on {}", nbd.listen(settings.nbdTcp().get()));
        }
        if (settings.roles().contains(ComponentRole.MASTER_TARGET)) {
            MasterTarget role =
                    new MasterTarget(settings.data().resolve("target"), clock, new NbdViews(nbd));
            started.push(role::close);
            target = Optional.of(role);
        }
        if (settings.roles().contains(ComponentRole.PROCESS_SERVER)) {
            Gateway role =
                    new Gateway(
                            this::masterTarget,
                            GATEWAY_MEMORY_BYTES,
                            clock.withZone(ZoneId.systemDefault()),
                            Optional.of(DiskCache.open(settings.data().resolve("cache"), frames)),
                            load::cpu);
            started.push(role::close);
            gateway = Optional.of(role);
        }
        if (settings.dataListen().isPresent()) {
            FramePort port =
                    FramePort.open(
                            settings.dataListen().get(), this::letIn, frames, lines.security());
            started.push(port);
            dataPort = port.port();
        }
        if (settings.roles().contains(ComponentRole.AGENT)) {
            CaptureSurroundings around =
                    new CaptureSurroundings(
                            chunks,
                            frames,
                            this::processServer,
                            clock,
                            events::add,
                            CHANGE_LOG_BYTES,
                            CHANGE_LOG_DISK_BYTES,
                            load::cpu);
            Path records = settings.data().resolve("agent");
            BlockDevices devices = BlockDevices.in(settings.data(), chunks);
            started.push(devices::close);
            AgentRole role = new AgentRole(new CaptureStore(records), nbd, devices, around);
            started.push(role::close);
            agent = Optional.of(role);
            role.start();
            GroupPart part =
                    new GroupPart(
                            role::captured,
                            settings.barrierListen(),
                            lines.security(),
                            clock,
                            events::add);
            started.push(part);
            groups = Optional.of(part);
        }
        machines = machines();
        started.push(machines::close);
        desk = new OrderDesk(agent, groups, target, gateway, machines, lines);
        started.push(new CertificateKeeper(client, clock).start());
        talk = new ServerTalk(client, introduction(), ears());
        started.push(talk::close);
        orders = new OrderRunner(desk, talk::answer);
        talk.start();
    }

    /** QEMU's machines are looked after the way Linux looks after processes and sockets. */
    private MachineHost machines() throws IOException {
        return System.getProperty("os.name").equals("Linux")
                ? QemuHost.open(
                        QemuSettings.of(settings.data().resolve("machines"), System.getenv()),
                        clock)
                : new NoMachines("This component does not run on Linux.");
    }

    /** As many chunks as memory allows, so that a cut line is survived as long as possible. */
    private static int chunkCount() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return Math.clamp(quarter / ChunkPool.CHUNK_BYTES, ChunkPool.DEFAULT_CHUNKS, MOST_CHUNKS);
    }

    private EnrolRequest introduction() {
        return new EnrolRequest(
                settings.name(),
                List.copyOf(settings.roles()),
                settings.siteId(),
                dataAddress(),
                settings.version());
    }

    /** How others reach its data port: as told, with the port it has if any free one was wanted. */
    public String dataAddress() {
        return settings.dataAddress().endsWith(":0")
                ? settings.dataAddress().replaceAll("0$", Integer.toString(dataPort))
                : settings.dataAddress();
    }

    /** Whether it has introduced itself to its configuration server, and heard what to do. */
    public boolean enrolled() {
        return talk.enrolled();
    }

    private ServerTalk.Ears ears() {
        return new ServerTalk.Ears(
                this::assigned,
                order -> orders.take(order),
                this::report,
                report -> events.delivered(report.events()),
                () -> fullReport.set(true));
    }

    private void assigned(Assignments assignments) {
        lines.distrust(assignments.revokedCertificates());
        gateway.ifPresent(role -> role.throttle(assignments.throttle()));
        target.ifPresent(host -> TargetRole.apply(host, assignments.replicas()));
        agent.ifPresent(role -> role.apply(assignments.captures()));
    }

    private ComponentReport report() {
        agent.ifPresent(AgentRole::retry);
        return new ComponentReport(
                clock.instant(),
                load.cpu(),
                load.memoryUsed(),
                load.memoryTotal(),
                agent.map(AgentRole::reports).orElse(List.of()),
                target.map(host -> host.reports(fullReport.getAndSet(false))).orElse(List.of()),
                gateway.map(Gateway::report),
                desk.progress(),
                events.waiting(),
                groups.map(GroupPart::address).orElse(""),
                target.map(MasterTarget::volume));
    }

    /** The process server an agent here sends to. */
    private FrameLink.Dialer processServer(String address) {
        if (!address.equals(NodeSettings.LOCAL)) {
            return new TcpDialer(address, frames, lines.security(), ComponentRole.PROCESS_SERVER);
        }
        return gateway.<FrameLink.Dialer>map(here -> here)
                .orElseThrow(() -> notHere(ComponentRole.PROCESS_SERVER).toException());
    }

    /** The master target a process server here forwards to. */
    private FrameLink.Dialer masterTarget(String address) {
        if (!address.equals(NodeSettings.LOCAL)) {
            return new TcpDialer(address, frames, lines.security(), ComponentRole.MASTER_TARGET);
        }
        return IntakeLink.dialer(
                target.orElseThrow(() -> notHere(ComponentRole.MASTER_TARGET).toException()));
    }

    /** A sender from the network: wants to be forwarded, or ends here. */
    private FrameLink letIn(io.continuo.replication.stream.Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        FrameLink.Dialer way =
                hello.masterTarget().isEmpty()
                        ? masterTarget(NodeSettings.LOCAL)
                        : processServer(NodeSettings.LOCAL);
        return way.dial(hello, watcher);
    }

    private Problem notHere(ComponentRole role) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                settings.name() + " is no " + role.name().toLowerCase().replace('_', ' ') + ".",
                "It was started without that role.",
                "Send to a component that has it.",
                settings.name());
    }

    /** Switches off every machine it has started: its site is thrown away. */
    public void stopMachines() throws InterruptedException {
        machines.stopAll();
    }

    /** Where the disks it serves are found. */
    public NbdServer nbd() {
        return nbd;
    }

    /** Stops everything in good order; the next start goes on from here. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List<Exception> failures = new ArrayList<>();
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        failures.forEach(e -> LOG.warn("A part of {} did not close well", settings.name(), e));
    }
}
