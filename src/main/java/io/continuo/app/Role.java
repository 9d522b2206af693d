package io.continuo.app;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ComponentEnrolment;
import io.continuo.client.ComponentIdentity;
import io.continuo.replication.node.ComponentNode;
import io.continuo.replication.node.Lines;
import io.continuo.replication.node.NodeSettings;
import io.continuo.replication.stream.MutualTls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One role in a process of its own: enrols at its first start, then serves and sends by what it was
 * told last, whether or not the configuration server is there.
 */
public final class Role implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ComponentNode node;
    private final RoleReady ready;

    private Role(ComponentNode node, RoleReady ready) {
        this.node = node;
        this.ready = ready;
    }

    /**
     * Starts a role.
     *
     * @throws io.continuo.api.error.ContinuoException it cannot enrol, a port is taken, or its
     *     directory is unusable
     */
    public static Role start(RoleSettings settings) {
        try {
            Files.createDirectories(settings.data());
            Logging.toFile(settings.data());
            KnownServer server = KnownServer.of(settings);
            ComponentEnrolment enrolment =
                    new ComponentEnrolment(server.url(), server.fingerprint());
            ComponentIdentity identity = identity(settings, server, enrolment);
            server.remember(settings.data());
            ComponentNode node =
                    ComponentNode.start(
                            nodeSettings(settings, server),
                            lines(settings.data(), identity),
                            enrolment.client(identity),
                            Clock.systemUTC());
            boolean connected = awaitConnected(node);
            return new Role(
                    node,
                    new RoleReady(
                            server.component(),
                            identity.componentId(),
                            settings.role(),
                            node.dataAddress(),
                            connected));
        } catch (IOException e) {
            throw unusable(settings, e).toException(e);
        }
    }

    static Lines lines(Path data, ComponentIdentity identity) throws IOException {
        return Lines.secured(new MutualTls(identity, data.resolve("revoked.json")));
    }

    private static ComponentIdentity identity(
            RoleSettings settings, KnownServer server, ComponentEnrolment enrolment)
            throws IOException {
        Optional<ComponentIdentity> kept = ComponentIdentity.load(settings.data());
        if (kept.isPresent()) {
            return kept.get();
        }
        String passphrase =
                settings.passphrase().orElseThrow(() -> noPassphrase(server).toException());
        return enrolment.join(
                new ComponentEnrolment.Applicant(
                        server.component(),
                        List.of(settings.role()),
                        settings.siteId(),
                        Build.version()),
                passphrase,
                settings.data());
    }

    private static NodeSettings nodeSettings(RoleSettings settings, KnownServer server) {
        Optional<InetSocketAddress> disksOnTcp =
                settings.nbdPort().isPresent()
                        ? Optional.of(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(),
                                        settings.nbdPort().getAsInt()))
                        : Optional.empty();
        return new NodeSettings(
                server.component(),
                settings.data(),
                Set.of(settings.role()),
                settings.siteId(),
                settings.listen(),
                settings.address().or(() -> settings.listen().map(HostName::reaching)).orElse(""),
                disksOnTcp,
                Build.version(),
                settings.consistencyPort());
    }

    private static boolean awaitConnected(ComponentNode node) {
        long deadline = System.nanoTime() + CONNECT_LIMIT.toNanos();
        try {
            while (!node.enrolled() && System.nanoTime() < deadline) {
                Thread.sleep(POLL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return node.enrolled();
    }

    public RoleReady ready() {
        return ready;
    }

    private static Problem noPassphrase(KnownServer server) {
        return Problem.of(
                ErrorCode.PASSPHRASE_WRONG,
                "The component " + server.component() + " cannot be enrolled.",
                "It starts for the first time in this directory, without a passphrase.",
                "Make one on the server with: continuo passphrase, and give it with --passphrase,"
                        + " --passphrase-file or CONTINUO_PASSPHRASE.",
                server.component());
    }

    private static Problem unusable(RoleSettings settings, IOException e) {
        return Problem.of(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "The data directory " + settings.data() + " cannot be used.",
                "The system says: " + e + ".",
                "Check that its files belong to this user and that the disk is not full, or give"
                        + " another directory.",
                settings.data().toString());
    }

    /** Stops in good order: what was captured is handed over or stays on record. */
    @Override
    public void close() {
        node.close();
    }
}
