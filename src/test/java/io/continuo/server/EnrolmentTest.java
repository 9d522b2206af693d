package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.ComponentState;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.client.ComponentClient;
import io.continuo.client.ComponentEnrolment;
import io.continuo.client.ComponentIdentity;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Components come in by passphrase, speak by certificate, and can be cut off. */
class EnrolmentTest {
    private static final List<ComponentRole> AGENT = List.of(ComponentRole.AGENT);

    @TempDir static Path data;
    @TempDir Path mine;
    private static final MovableClock clock = new MovableClock();
    private static ServerFixture shared;
    private ServerFixture fixture = shared;

    @BeforeAll
    static void start() {
        shared = server(data, clock, Duration.ofDays(3));
    }

    private static ServerFixture server(Path data, MovableClock clock, Duration life) {
        return new ServerFixture(
                ServerSettings.in(data).withPort(0).withClock(clock).withCertificateLife(life));
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    private ComponentEnrolment enrolment() {
        return new ComponentEnrolment(fixture.address().url(), fixture.address().fingerprint());
    }

    private EnrolmentPassphrase passphrase(boolean once) {
        return fixture.client().makePassphrase(new PassphraseRequest(60, once));
    }

    private ComponentIdentity join(String name, String passphrase) throws Exception {
        return enrolment()
                .join(
                        new ComponentEnrolment.Applicant(name, AGENT, "primary", "test"),
                        passphrase,
                        mine.resolve(name));
    }

    private ErrorCode refusal(String name, String passphrase) {
        ContinuoException refused =
                catchThrowableOfType(ContinuoException.class, () -> join(name, passphrase));
        assertThat(refused.problem().cause()).isNotBlank();
        assertThat(refused.problem().correction()).isNotBlank();
        return refused.problem().code();
    }

    private static EnrolRequest introduction(String name) {
        return new EnrolRequest(name, AGENT, "primary", "local", "test");
    }

    private static ErrorCode code(Runnable call) {
        return catchThrowableOfType(ContinuoException.class, call::run).problem().code();
    }

    @Test
    void a_component_joins_by_passphrase_and_then_speaks_by_certificate() throws Exception {
        ComponentIdentity identity = join("edge1", passphrase(true).passphrase());
        try (ComponentClient client = enrolment().client(identity)) {
            String id = client.enrol(introduction("edge1"));
            assertThat(id).isEqualTo(identity.componentId());
            assertThat(client.assignments(id).captures()).isEmpty();
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(mine.resolve("edge1/identity.json"))))
                .isEqualTo("rw-------");
        ComponentIdentity again = ComponentIdentity.load(mine.resolve("edge1")).orElseThrow();
        assertThat(again.certificate()).isEqualTo(identity.certificate());
    }

    @Test
    void case_and_hyphens_of_a_passphrase_do_not_matter() throws Exception {
        String typed = passphrase(true).passphrase().replace('-', ' ').toLowerCase();
        assertThat(join("edge2", typed).componentId()).isNotBlank();
    }

    @Test
    void a_passphrase_lies_in_the_database_as_a_digest_only() throws Exception {
        String words = passphrase(false).passphrase();
        fixture.restart();
        assertThat(fixture.client().components()).isNotEmpty();
        byte[] database = Files.readAllBytes(data.resolve("continuo.mv.db"));
        String text = new String(database, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain(words).doesNotContain(words.replace("-", ""));
    }

    @Test
    void a_wrong_an_expired_and_a_used_passphrase_are_refused() throws Exception {
        String first = passphrase(true).passphrase();
        assertThat(refusal("edge4", "0000-0000-0000-0000-0000"))
                .isEqualTo(ErrorCode.PASSPHRASE_WRONG);
        join("edge4", first);
        assertThat(refusal("edge4-2", first)).isEqualTo(ErrorCode.PASSPHRASE_USED);
        assertThat(refusal("edge4", first)).isEqualTo(ErrorCode.PASSPHRASE_USED);
        String late = passphrase(true).passphrase();
        clock.forward(Duration.ofSeconds(61));
        assertThat(refusal("edge4-3", late)).isEqualTo(ErrorCode.PASSPHRASE_EXPIRED);
        assertThat(fixture.client().events(10, java.util.Optional.empty()))
                .anyMatch(event -> event.code().equals("ENROLMENT_REFUSED"));
    }

    @Test
    void a_passphrase_for_many_enrols_many_until_it_expires() throws Exception {
        String words = passphrase(false).passphrase();
        assertThat(join("a", words).componentId()).isNotEqualTo(join("b", words).componentId());
    }

    @Test
    void a_name_that_is_enrolled_is_not_given_away() throws Exception {
        String words = passphrase(false).passphrase();
        join("edge6", words);
        assertThat(refusal("edge6", words)).isEqualTo(ErrorCode.COMPONENT_NAME_TAKEN);
        fixture.node();
        assertThat(refusal("node-1", words)).isEqualTo(ErrorCode.COMPONENT_NAME_TAKEN);
    }

    @Test
    void a_wrong_fingerprint_ends_before_the_passphrase_is_sent() {
        ComponentEnrolment wrong = new ComponentEnrolment(fixture.address().url(), "00".repeat(32));
        String words = passphrase(true).passphrase();
        ContinuoException refused =
                catchThrowableOfType(
                        ContinuoException.class,
                        () ->
                                wrong.join(
                                        new ComponentEnrolment.Applicant(
                                                "edge7", AGENT, "primary", "test"),
                                        words,
                                        mine));
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.FINGERPRINT_MISMATCH);
    }

    @Test
    void a_certificate_opens_its_own_components_paths_only() throws Exception {
        String words = passphrase(false).passphrase();
        ComponentIdentity one = join("one", words);
        ComponentIdentity two = join("two", words);
        try (ComponentClient client = enrolment().client(one)) {
            client.enrol(introduction("one"));
            assertThat(code(() -> client.assignments(two.componentId())))
                    .isEqualTo(ErrorCode.UNAUTHORIZED);
            assertThat(code(() -> client.enrol(introduction("two"))))
                    .isEqualTo(ErrorCode.CERTIFICATE_REFUSED);
            assertThat(
                            code(() ->
                                    client.enrol(
                                            new EnrolRequest(
                                                    "one",
                                                    List.of(ComponentRole.MASTER_TARGET),
                                                    "primary",
                                                    "local",
                                                    "test"))))
                    .isEqualTo(ErrorCode.CERTIFICATE_REFUSED);
        }
    }

    @Test
    void a_revoked_component_is_cut_off_while_it_waits_for_orders() throws Exception {
        ComponentIdentity identity = join("edge9", passphrase(true).passphrase());
        try (ComponentClient client = enrolment().client(identity)) {
            String id = client.enrol(introduction("edge9"));
            CompletableFuture<Boolean> ended =
                    CompletableFuture.supplyAsync(
                            () -> client.orders(id, Duration.ofSeconds(20)).isEmpty());
            assertThat(fixture.client().revoke("edge9").state()).isEqualTo(ComponentState.REVOKED);
            assertThat(
                            ended.handle((empty, refused) -> true)
                                    .get(5, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
            assertThat(code(() -> client.assignments(id))).isEqualTo(ErrorCode.COMPONENT_REVOKED);
            assertThat(code(() -> client.enrol(introduction("edge9"))))
                    .isEqualTo(ErrorCode.COMPONENT_REVOKED);
        }
        fixture.restart();
        assertThat(fixture.client().components()).isNotEmpty();
        try (ComponentClient client = enrolment().client(identity)) {
            assertThat(code(() -> client.enrol(introduction("edge9"))))
                    .isEqualTo(ErrorCode.COMPONENT_REVOKED);
        }
        ComponentIdentity anew = join("edge9", passphrase(true).passphrase());
        assertThat(anew.componentId()).isEqualTo(identity.componentId());
    }

    @Test
    void every_other_component_is_told_whom_not_to_trust() throws Exception {
        FakeComponent node = fixture.node();
        ComponentIdentity identity = join("edge10", passphrase(true).passphrase());
        fixture.client().revoke("edge10");
        String serial = identity.certificate().getSerialNumber().toString(16);
        ServerFixture.until(
                "the order to distrust",
                () ->
                        node.seen().stream()
                                .anyMatch(order ->
                                        order instanceof io.continuo.api.component.Order.Distrust d
                                                && d.revokedCertificates().contains(serial)));
    }

    @Test
    void a_component_inside_the_server_cannot_be_revoked() {
        fixture.node();
        assertThat(code(() -> fixture.client().revoke("node-1")))
                .isEqualTo(ErrorCode.ACTION_NOT_ALLOWED);
    }

    @Test
    void a_certificate_is_renewed_by_the_one_before(@TempDir Path own) throws Exception {
        MovableClock clock = new MovableClock();
        fixture = server(own, clock, Duration.ofHours(30));
        ComponentIdentity identity = join("edge12", passphrase(true).passphrase());
        java.math.BigInteger before = identity.certificate().getSerialNumber();
        assertThat(Duration.between(clock.instant(), identity.renewAt()).plusMinutes(1).toHours())
                .isEqualTo(20);
        try (ComponentClient client = enrolment().client(identity)) {
            String id = client.enrol(introduction("edge12"));
            clock.forward(Duration.ofHours(21));
            client.renew();
            assertThat(identity.certificate().getSerialNumber()).isNotEqualTo(before);
            clock.forward(Duration.ofHours(10));
            assertThat(client.assignments(id).captures()).isEmpty();
        }
        assertThat(ComponentIdentity.load(mine.resolve("edge12")).orElseThrow().certificate())
                .isEqualTo(identity.certificate());
        fixture.close();
    }
}
