package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where a server may start, and what it leaves there. */
class DataDirectoryTest {
    @TempDir Path data;

    private static Problem refused(ErrorCode code, ServerSettings settings) {
        Problem problem =
                catchThrowableOfType(
                                ContinuoException.class,
                                () -> ConfigurationServer.start(settings).close())
                        .problem();
        assertThat(problem.code()).isEqualTo(code);
        EveryRefusalTeachesTest.teaches(problem);
        return problem;
    }

    private ServerSettings settings() {
        return ServerSettings.in(data).withPort(0);
    }

    @Test
    void what_it_keeps_is_its_owners_alone() throws Exception {
        Path made = data.resolve("a/b");
        ConfigurationServer.start(ServerSettings.in(made).withPort(0)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        for (String name :
                List.of(
                        "token",
                        "kek",
                        "continuo.mv.db",
                        "tls/ca.key",
                        "tls/ca.pem",
                        "tls/server.key")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(made.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void it_is_the_same_server_after_a_restart() throws Exception {
        String fingerprint;
        String token;
        try (ServerFixture fixture = new ServerFixture(data)) {
            fingerprint = fixture.address().fingerprint();
            token = fixture.address().token();
            assertThat(token.length()).isGreaterThanOrEqualTo(43);
        }
        try (ServerFixture fixture = new ServerFixture(data)) {
            assertThat(fixture.address().fingerprint()).isEqualTo(fingerprint);
            assertThat(fixture.address().token()).isEqualTo(token);
        }
    }

    @Test
    void a_second_server_on_it_is_refused_and_the_first_goes_on() {
        try (ServerFixture fixture = new ServerFixture(data)) {
            refused(ErrorCode.DATA_DIRECTORY_LOCKED, settings());
            assertThat(fixture.client().status().apiVersion()).isEqualTo(1);
        }
        ConfigurationServer.start(settings()).close();
    }

    @Test
    void one_a_newer_version_wrote_is_refused_untouched() throws Exception {
        Files.writeString(data.resolve("version"), "2\n");
        refused(ErrorCode.DATA_DIRECTORY_NEWER, settings());
        assertThat(Files.exists(data.resolve("continuo.mv.db"))).isFalse();
    }

    @Test
    void one_that_is_a_file_or_damaged_is_refused() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, ServerSettings.in(file).withPort(0));
        Files.writeString(data.resolve("version"), "one\n");
        refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, settings());
    }

    @Test
    void one_with_a_damaged_database_is_refused_and_kept() throws Exception {
        ConfigurationServer.start(settings()).close();
        Path database = data.resolve("continuo.mv.db");
        byte[] garbage = new byte[20_000];
        Files.write(database, garbage);
        refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, settings());
        assertThat(Files.readAllBytes(database)).isEqualTo(garbage);
    }

    @Test
    void one_with_a_damaged_key_file_is_refused() throws Exception {
        ConfigurationServer.start(settings()).close();
        Files.writeString(data.resolve("kek"), "not a key");
        refused(ErrorCode.DATA_DIRECTORY_UNUSABLE, settings());
    }

    @Test
    void a_port_that_is_taken_is_told_and_the_directory_is_free_again() throws Exception {
        try (ServerSocket taken =
                new ServerSocket(0, 1, InetAddress.getByName(ServerSettings.LOOPBACK))) {
            refused(ErrorCode.PORT_IN_USE, settings().withPort(taken.getLocalPort()));
        }
        ConfigurationServer.start(settings()).close();
    }

    @Test
    void an_address_of_another_computer_is_told() {
        refused(ErrorCode.PORT_IN_USE, settings().withBindAddress("192.0.2.1"));
        refused(ErrorCode.BAD_REQUEST, settings().withBindAddress("no.such.host.invalid"));
    }

    @Test
    void closing_twice_does_no_harm() {
        ConfigurationServer server = ConfigurationServer.start(settings());
        server.close();
        server.close();
    }
}
