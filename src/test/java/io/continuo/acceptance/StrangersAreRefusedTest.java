package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.Peers;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.server.ServerReady;
import io.continuo.client.ComponentEnrolment;
import io.continuo.client.ComponentIdentity;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FramePort;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.MutualTls;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.TcpDialer;
import io.continuo.replication.stream.Welcome;
import io.continuo.server.ConfigurationServer;
import io.continuo.server.ServerSettings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The data port lets in components of its own configuration server, in their roles, with a
 * certificate that is good now, and nobody else. OpenSSL is asked, too.
 */
@Timeout(120)
class StrangersAreRefusedTest {
    @TempDir static Path directory;

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final FramePool POOL = new FramePool();
    private static ConfigurationServer ours;
    private static ConfigurationServer other;
    private static MutualTls processServer;
    private static FramePort port;
    private static int made;

    @BeforeAll
    static void listen() throws Exception {
        ours = server("ours", ServerSettings.CERTIFICATE_LIFE);
        other = server("other", ServerSettings.CERTIFICATE_LIFE);
        processServer = tls(enrol(ours, ComponentRole.PROCESS_SERVER));
        port = FramePort.open("127.0.0.1:0", (hello, watcher) -> new Ending(), POOL, processServer);
        OPEN.add(port);
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable part : OPEN.reversed()) {
            part.close();
        }
    }

    private static ConfigurationServer server(String name, Duration life) {
        ConfigurationServer server =
                ConfigurationServer.start(
                        ServerSettings.in(directory.resolve(name))
                                .withPort(0)
                                .withCertificateLife(life));
        OPEN.add(server);
        return server;
    }

    private static ComponentIdentity enrol(ConfigurationServer server, ComponentRole role)
            throws IOException {
        ServerReady ready = server.ready();
        ServerAddress address =
                new ServerAddress(
                        ready.url(),
                        ready.fingerprint(),
                        Files.readString(Path.of(ready.tokenFile())).strip());
        String name = "component-" + made++;
        try (HttpContinuoClient client = new HttpContinuoClient(address)) {
            return new ComponentEnrolment(ready.url(), ready.fingerprint())
                    .join(
                            new ComponentEnrolment.Applicant(
                                    name, List.of(role), "primary", "test"),
                            client.makePassphrase(new PassphraseRequest(60, true)).passphrase(),
                            directory.resolve(name));
        }
    }

    private static MutualTls tls(ComponentIdentity identity) throws IOException {
        return new MutualTls(
                identity, directory.resolve("revoked-" + identity.componentId() + ".json"));
    }

    private static FrameLink dial(MutualTls tls, FrameLink.Watcher watcher) throws Exception {
        return new TcpDialer("127.0.0.1:" + port.port(), POOL, tls, ComponentRole.PROCESS_SERVER)
                .dial(new Hello(UUID.randomUUID(), 1, "box", "local"), watcher);
    }

    private static void assertRefused(MutualTls tls, ErrorCode code) {
        assertThatThrownBy(() -> dial(tls, new Lost()))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(code);
                            assertThat(e.problem().cause()).isNotBlank();
                            assertThat(e.problem().correction()).isNotBlank();
                        });
    }

    @Test
    void an_agent_of_the_same_server_is_let_in() throws Exception {
        try (FrameLink link = dial(tls(enrol(ours, ComponentRole.AGENT)), new Lost())) {
            assertThat(link.welcome().durable()).isEqualTo(Position.START);
        }
    }

    @Test
    void a_component_in_another_role_is_refused() throws Exception {
        assertRefused(tls(enrol(ours, ComponentRole.MASTER_TARGET)), ErrorCode.CERTIFICATE_REFUSED);
    }

    @Test
    void a_component_of_another_server_is_refused() throws Exception {
        assertRefused(tls(enrol(other, ComponentRole.AGENT)), ErrorCode.CERTIFICATE_REFUSED);
    }

    @Test
    void a_revoked_component_is_cut_off_and_refused() throws Exception {
        ComponentIdentity identity = enrol(ours, ComponentRole.AGENT);
        MutualTls tls = tls(identity);
        Lost watcher = new Lost();
        try (FrameLink link = dial(tls, watcher)) {
            assertThat(link.welcome()).isNotNull();
            processServer.distrust(List.of(identity.certificate().getSerialNumber().toString(16)));
            assertThat(watcher.cause.get(5, TimeUnit.SECONDS)).isNotBlank();
        }
        assertRefused(tls, ErrorCode.COMPONENT_REVOKED);
    }

    @Test
    void a_certificate_past_its_end_is_refused() throws Exception {
        ConfigurationServer brief = server("brief", Duration.ofSeconds(3));
        MutualTls host = tls(enrol(brief, ComponentRole.PROCESS_SERVER));
        ComponentIdentity identity = enrol(brief, ComponentRole.AGENT);
        MutualTls guest = tls(identity);
        try (FramePort own =
                FramePort.open("127.0.0.1:0", (hello, watcher) -> new Ending(), POOL, host)) {
            TcpDialer dialer =
                    new TcpDialer(
                            "127.0.0.1:" + own.port(), POOL, guest, ComponentRole.PROCESS_SERVER);
            Hello hello = new Hello(UUID.randomUUID(), 1, "box", "local");
            Site.await(
                    "the certificates to expire",
                    () -> java.time.Instant.now().isAfter(identity.expiresAt().plusSeconds(1)));
            assertThatThrownBy(() -> dialer.dial(hello, new Lost()))
                    .hasStackTraceContaining("expired");
        }
    }

    @Test
    void openssl_gets_in_with_our_certificate_and_not_with_anothers_or_none() throws Exception {
        Peers.require("openssl");
        assertThat(openssl(pem(enrol(ours, ComponentRole.AGENT))))
                .contains("Verify return code: 0");
        assertThat(openssl(pem(enrol(other, ComponentRole.AGENT)))).contains("alert");
        assertThat(openssl(List.of())).contains("alert certificate required");
    }

    private static List<String> pem(ComponentIdentity identity) throws Exception {
        Path file = Files.createTempFile(directory, "component", ".pem");
        String alias = identity.certificate().getSerialNumber().toString(16);
        byte[] key = identity.keys().getPrivateKey(alias).getEncoded();
        Files.writeString(
                file,
                block("PRIVATE KEY", key)
                        + block("CERTIFICATE", identity.certificate().getEncoded()));
        return List.of("-cert", file.toString(), "-key", file.toString());
    }

    private static String block(String what, byte[] bytes) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END "
                + what
                + "-----\n";
    }

    /** Everything s_client says; it is told nothing, and hangs up when the other side does. */
    private static String openssl(List<String> options) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + port.port(),
                                "-tls1_3",
                                "-CAfile",
                                directory.resolve("ours/tls/ca.pem").toString()));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Bytes that are no frame: whoever is let in is hung up on for them.
        process.getOutputStream().write(new byte[200]);
        process.getOutputStream().flush();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    private static final class Lost implements FrameLink.Watcher {
        final CompletableFuture<String> cause = new CompletableFuture<>();

        @Override
        public void durable(Position position) {}

        @Override
        public void lost(String why) {
            cause.complete(why);
        }
    }

    /** A target that holds nothing. */
    private static final class Ending implements FrameLink {
        @Override
        public Welcome welcome() {
            return new Welcome(Position.START, Position.START, false);
        }

        @Override
        public void send(Frame frame) {
            frame.close();
        }

        @Override
        public byte[] hashes(HashAsk ask) {
            return new byte[0];
        }

        @Override
        public LinkHealth health() {
            return LinkHealth.UNKNOWN;
        }

        @Override
        public void close() {}
    }
}
