package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.ApiPaths;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** What the door does with callers who are not who or what they should be. */
class ApiDoorTest {
    @TempDir static Path data;
    private static ServerFixture fixture;
    private static RawHttp http;

    @BeforeAll
    static void start() {
        fixture = new ServerFixture(data);
        http = new RawHttp(fixture.address(), data);
    }

    @AfterAll
    static void stop() {
        http.close();
        fixture.close();
    }

    @Test
    void the_right_token_is_let_in() {
        RawHttp.Answer answer = http.send("GET", ApiPaths.STATUS, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(answer.body().path("apiVersion").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic YTpi", "Bearer \u00e9"})
    void any_other_token_is_refused(String header) {
        Optional<String> authorization = Optional.of(header).filter(text -> !text.isEmpty());
        for (String path : new String[] {ApiPaths.STATUS, ApiPaths.EVENTS, "/nothing"}) {
            RawHttp.Answer answer = http.send("GET", path, "", authorization);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void a_refusal_is_an_rfc_9457_problem_with_our_fields() {
        RawHttp.Answer answer = http.send("GET", "/api/v1/machines/none", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        for (String field :
                new String[] {
                    "type", "title", "status", "detail", "code", "message", "cause", "correction"
                }) {
            assertThat(answer.body().path(field).asText()).as(field).isNotEmpty();
        }
        assertThat(answer.body().path("refs").get(0).asText()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, NOT_FOUND",
        "GET, /api/v1/nothing, NOT_FOUND",
        "GET, /api/v1/machines/, NOT_FOUND",
        "GET, /api/v1//machines, NOT_FOUND",
        "PATCH, /api/v1/machines, METHOD_NOT_ALLOWED",
        "OPTIONS, /api/v1/status, METHOD_NOT_ALLOWED",
        "DELETE, /api/v1/status, METHOD_NOT_ALLOWED",
        "GET, /api/v1/machines?limit=0, BAD_REQUEST",
        "GET, /api/v1/machines?limit=many, BAD_REQUEST",
        "GET, /api/v1/machines?limit=99999999999999999999, BAD_REQUEST",
        "GET, /api/v1/events?severity=LOUD, BAD_REQUEST",
        "GET, /api/v1/events?before=x, BAD_REQUEST",
        "GET, /api/v1/machines/none/rpo?seconds=-1, MACHINE_UNKNOWN",
        "GET, /api/v1/machines/%E4%B8%AD%2F/points, MACHINE_UNKNOWN",
        "GET, /api/v1/jobs/none, JOB_UNKNOWN",
        "POST, /api/v1/jobs/none/cancel, JOB_UNKNOWN",
        "DELETE, /api/v1/policies/none, POLICY_UNKNOWN",
        "GET, /api/v1/components/none/assignments, COMPONENT_UNKNOWN",
        "GET, /api/v1/components/none/orders, COMPONENT_UNKNOWN",
    })
    void a_wrong_path_method_or_parameter_is_told(String method, String path, String code) {
        RawHttp.Answer answer = http.send(method, path, "");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(ErrorCode.valueOf(code).httpStatus());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"name\": 1}",
                "{\"name\": \"a\", \"disks\": \"/x\", \"policy\": \"\"}",
                "{\"name\": null, \"disks\": [], \"policy\": \"\"}",
                "{\"name\": \"a\", \"disks\": [null], \"policy\": \"\"}",
                "<xml/>",
                "\u0000\u0001"
            })
    void a_body_that_is_not_the_request_is_told(String body) {
        for (String path : new String[] {ApiPaths.MACHINES, ApiPaths.PROTECT_CHECK}) {
            RawHttp.Answer answer = http.send("POST", path, body);
            assertThat(answer.code()).as(answer.body().toString()).isEqualTo("BAD_REQUEST");
            assertThat(answer.body().toString()).doesNotContain("io.continuo", "Exception");
        }
    }

    @Test
    void a_body_over_a_mebibyte_is_refused_and_the_next_request_is_answered() {
        String large = "{\"name\": \"" + "x".repeat(3 << 20) + "\"}";
        RawHttp.Answer answer = http.send("POST", ApiPaths.MACHINES, large);
        assertThat(answer.code()).isEqualTo("TOO_LARGE");
        assertThat(http.send("GET", ApiPaths.STATUS, "").status()).isEqualTo(200);
    }

    @Test
    void a_body_nobody_asked_for_is_ignored() {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]);
        Optional<String> token = Optional.of("Bearer " + fixture.address().token());
        assertThat(http.send("GET", ApiPaths.STATUS, body, token).status()).isEqualTo(200);
        assertThat(http.send("GET", ApiPaths.STATUS, "").status()).isEqualTo(200);
    }

    @Test
    void bytes_that_are_no_tls_harm_nobody() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            URI url = fixture.address().url();
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                byte[] garbage = new byte[1000];
                random.nextBytes(garbage);
                OutputStream out = socket.getOutputStream();
                out.write(
                        i == 0
                                ? "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
                                : garbage);
                out.flush();
            }
        }
        assertThat(http.send("GET", ApiPaths.STATUS, "").status()).isEqualTo(200);
    }

    @Test
    void a_client_that_pinned_another_authority_is_told_what_it_was_shown() {
        ServerAddress right = fixture.address();
        ServerAddress wrong = new ServerAddress(right.url(), "00".repeat(32), right.token());
        try (HttpContinuoClient client = new HttpContinuoClient(wrong)) {
            ContinuoException refusal =
                    catchThrowableOfType(ContinuoException.class, client::status);
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.FINGERPRINT_MISMATCH);
            assertThat(refusal.problem().cause()).contains(right.fingerprint());
        }
    }

    @Test
    void a_fingerprint_may_be_written_with_colons_and_capitals() {
        ServerAddress right = fixture.address();
        String colons =
                right.fingerprint().toUpperCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:");
        try (HttpContinuoClient client =
                new HttpContinuoClient(new ServerAddress(right.url(), colons, right.token()))) {
            assertThat(client.status().apiVersion()).isEqualTo(1);
        }
    }

    @Test
    void a_client_with_a_wrong_token_is_told() {
        ServerAddress right = fixture.address();
        try (HttpContinuoClient client =
                new HttpContinuoClient(
                        new ServerAddress(right.url(), right.fingerprint(), "wrong"))) {
            ContinuoException refusal =
                    catchThrowableOfType(ContinuoException.class, client::machines);
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.UNAUTHORIZED);
        }
    }

    @Test
    void a_server_that_is_not_there_is_told() {
        ServerAddress right = fixture.address();
        try (HttpContinuoClient client =
                new HttpContinuoClient(
                        new ServerAddress(
                                URI.create("https://127.0.0.1:1"),
                                right.fingerprint(),
                                right.token()))) {
            ContinuoException refusal =
                    catchThrowableOfType(ContinuoException.class, client::status);
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.SERVER_UNREACHABLE);
        }
    }
}
