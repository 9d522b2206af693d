package io.continuo.app;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Health;
import io.continuo.api.server.ServerReady;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.TopologyView;
import io.continuo.client.ComponentEnrolment;
import io.continuo.client.ComponentIdentity;
import io.continuo.client.ContinuoClient;
import io.continuo.client.HttpComponentClient;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;
import io.continuo.replication.node.ComponentNode;
import io.continuo.replication.node.Lines;
import io.continuo.replication.node.NodeSettings;
import io.continuo.server.ConfigurationServer;
import io.continuo.server.ServerSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All roles in this process: configuration server, process server, master target and mobility
 * service. Nothing here is special to being together: the roles talk to their server by its HTTPS
 * API over loopback, as they would from elsewhere.
 */
public final class Orchestrator implements AutoCloseable {

    private static final Duration ENROL_LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final ConfigurationServer server;
    private final Optional<ComponentNode> node;
    private final ServerAddress address;

    private Orchestrator(
            ConfigurationServer server, Optional<ComponentNode> node, ServerAddress address) {
        this.server = server;
        this.node = node;
        this.address = address;
    }

    /**
     * Starts every role; the API answers when this returns.
     *
     * @throws io.continuo.api.error.ContinuoException the port is taken, or the data directory is
     *     locked, of a newer version, or unusable
     */
    public static Orchestrator start(OrchestratorSettings settings) {
        Clock clock = Clock.systemUTC();
        ConfigurationServer server =
                ConfigurationServer.start(
                        ServerSettings.in(settings.data())
                                .withPort(settings.port())
                                .withBindAddress(settings.bindAddress())
                                .withName(settings.name())
                                .withLab(settings.lab())
                                .withCertificateLife(settings.certificateLife())
                                .withClock(clock));
        try {
            Logging.toFile(settings.data());
            ServerReady ready = server.ready();
            String token = Files.readString(Path.of(ready.tokenFile())).strip();
            ServerAddress address = new ServerAddress(ready.url(), ready.fingerprint(), token);
            Optional<ComponentNode> node =
                    settings.roles().isEmpty()
                            ? Optional.empty()
                            : Optional.of(node(settings, address, clock));
            Orchestrator orchestrator = new Orchestrator(server, node, address);
            node.ifPresent(here -> orchestrator.awaitRoles(here, settings));
            return orchestrator;
        } catch (IOException e) {
            server.close();
            throw unusable(settings, e).toException(e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** With a data port it has a certificate, like a component in a process of its own. */
    private static ComponentNode node(
            OrchestratorSettings settings, ServerAddress address, Clock clock) throws IOException {
        NodeSettings mine = nodeSettings(settings);
        if (settings.dataPort().isEmpty()) {
            return ComponentNode.start(mine, Lines.none(), new HttpComponentClient(address), clock);
        }
        ComponentEnrolment enrolment =
                new ComponentEnrolment(address.url(), address.fingerprint(), address.token());
        Optional<ComponentIdentity> kept = ComponentIdentity.load(settings.data());
        ComponentIdentity identity =
                kept.isPresent()
                        ? kept.get()
                        : enrolment.join(
                                new ComponentEnrolment.Applicant(
                                        mine.name(),
                                        List.copyOf(mine.roles()),
                                        mine.siteId(),
                                        mine.version()),
                                "",
                                settings.data());
        return ComponentNode.start(
                mine, Role.lines(settings.data(), identity), enrolment.client(identity), clock);
    }

    private static NodeSettings nodeSettings(OrchestratorSettings settings) throws IOException {
        Optional<InetSocketAddress> disksOnTcp =
                settings.nbdPort().isPresent()
                        ? Optional.of(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        settings.nbdPort().getAsInt()))
                        : Optional.empty();
        return new NodeSettings(
                componentName(settings.data().resolve("component-name")),
                settings.data(),
                settings.roles(),
                "primary",
                settings.dataPort(),
                settings.dataAddress()
                        .or(() -> settings.dataPort().map(HostName::reaching))
                        .orElse(NodeSettings.LOCAL),
                disksOnTcp,
                Build.version());
    }

    /**
     * This computer's name at the first start, and the same for ever: it is how the server knows
     * the component again.
     */
    private static String componentName(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.writeString(file, HostName.here());
        }
        return Files.readString(file).strip();
    }

    private static Problem unusable(OrchestratorSettings settings, IOException e) {
        return Problem.of(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "The data directory " + settings.data() + " cannot be used.",
                "The system says: " + e + ".",
                "Check that its files belong to this user and that the disk is not full, or give another directory.",
                settings.data().toString());
    }

    /**
     * Ready means that something can be protected: the roles have enrolled and reported. A slow
     * start is told by the topology, not here.
     */
    private void awaitRoles(ComponentNode here, OrchestratorSettings settings) {
        Instant deadline = Instant.now().plus(ENROL_LIMIT);
        boolean target = settings.roles().contains(ComponentRole.MASTER_TARGET);
        try (ContinuoClient client = client()) {
            while (Instant.now().isBefore(deadline)
                    && !(here.enrolled() && (!target || enrolled(client.topology())))) {
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean enrolled(TopologyView topology) {
        return topology.servers().stream()
                .anyMatch(server ->
                        server.role() == ServerRole.MASTER_TARGET
                                && server.health() != Health.UNKNOWN);
    }

    public ServerReady ready() {
        return server.ready();
    }

    /** Switches off every machine it has started: its site is thrown away. */
    void stopMachines() throws InterruptedException {
        if (node.isPresent()) {
            node.get().stopMachines();
        }
    }

    /** A client of this orchestrator; the caller closes it. */
    public ContinuoClient client() {
        return new HttpContinuoClient(address);
    }

    /**
     * Stops serving in order: what was captured is handed over or stays on record. Closing twice
     * does no harm.
     */
    @Override
    public void close() {
        try (server) {
            node.ifPresent(ComponentNode::close);
        }
    }
}
