package io.continuo.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * HTTPS and JSON under both clients: pinned certificate, bearer token, problems turned into
 * exceptions.
 */
final class Rest implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private final ServerAddress address;
    private final OkHttpClient http;

    /** For requests that must not be sent twice: a lost answer is told, not asked for again. */
    private final OkHttpClient once;

    private final JsonMapper mapper = Json.mapper();

    /**
     * @param repeatable whether every request may be sent twice without harm, so that one lost with
     *     a stale connection is sent again; otherwise only questions are
     */
    Rest(ServerAddress address, boolean repeatable) {
        this(address, repeatable, Optional.empty());
    }

    /**
     * @param keys whose certificate is shown; a component has one, a person has a token
     */
    Rest(ServerAddress address, boolean repeatable, Optional<X509ExtendedKeyManager> keys) {
        this.address = address;
        PinnedTrust trust = new PinnedTrust(address.fingerprint());
        this.http =
                new OkHttpClient.Builder()
                        .sslSocketFactory(trust.socketFactory(keys), trust)
                        .hostnameVerifier((host, session) -> true)
                        .connectTimeout(CONNECT_LIMIT)
                        .readTimeout(CALL_LIMIT)
                        .build();
        this.once = repeatable ? http : http.newBuilder().retryOnConnectionFailure(false).build();
    }

    OkHttpClient http() {
        return http;
    }

    JsonMapper mapper() {
        return mapper;
    }

    <T> T get(HttpUrl url, TypeReference<T> type) {
        return call(request(url).get().build(), type);
    }

    <T> T send(String method, HttpUrl url, Object body, TypeReference<T> type) {
        return call(request(url).method(method, body(body)).build(), type);
    }

    /** What is no JSON. */
    byte[] bytes(HttpUrl url) {
        return execute(request(url).get().build());
    }

    void send(String method, HttpUrl url, Object body) {
        execute(request(url).method(method, body(body)).build());
    }

    /**
     * A URL under the server's root.
     *
     * @param path one of {@link io.continuo.api.ApiPaths}
     * @param parameters values of its braces, in order; each is encoded
     */
    HttpUrl.Builder url(String path, String... parameters) {
        HttpUrl root = HttpUrl.get(address.url());
        HttpUrl.Builder builder = root.newBuilder().encodedPath("/");
        int next = 0;
        for (String segment : path.substring(1).split("/")) {
            builder.addPathSegment(segment.startsWith("{") ? parameters[next++] : segment);
        }
        return builder;
    }

    Request.Builder request(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url);
        return address.token().isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + address.token());
    }

    private RequestBody body(Object body) {
        if (body == null) {
            return RequestBody.create(new byte[0], null);
        }
        try {
            return RequestBody.create(mapper.writeValueAsBytes(body), JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + body.getClass(), e);
        }
    }

    private <T> T call(Request request, TypeReference<T> type) {
        byte[] answer = execute(request);
        try {
            return mapper.readValue(answer, type);
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.SERVER_UNREACHABLE,
                            "The server's answer could not be read.",
                            "It is not a Continuo configuration server, or one of another version.",
                            "Check the address " + address.url() + ".")
                    .toException(e);
        }
    }

    private byte[] execute(Request request) {
        OkHttpClient caller = request.method().equals("GET") ? http : once;
        try (Response response = caller.newCall(request).execute()) {
            byte[] bytes = response.body().bytes();
            if (response.isSuccessful()) {
                return bytes;
            }
            throw problem(response.code(), bytes).toException();
        } catch (IOException e) {
            throw unreachable(e).toException(e);
        }
    }

    private Problem problem(int status, byte[] bytes) {
        try {
            Problem problem = mapper.readValue(bytes, Problem.class);
            if (problem.code() != null) {
                return problem;
            }
        } catch (IOException e) {
            // Not one of our problems: told as what it is, below.
        }
        return Problem.of(
                ErrorCode.SERVER_UNREACHABLE,
                "The server answered with status " + status + " and no explanation.",
                "Something other than a Continuo configuration server answers there.",
                "Check the address " + address.url() + ".");
    }

    private Problem unreachable(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SSLException alert && CertificateAlert.is(alert)) {
                return CertificateAlert.problem("The configuration server", alert);
            }
            if (t instanceof PinnedTrust.FingerprintMismatchException mismatch) {
                return Problem.of(
                        ErrorCode.FINGERPRINT_MISMATCH,
                        "The server is not the one that was pinned.",
                        "It shows the fingerprint " + mismatch.shown() + ".",
                        "If the server was installed anew, compare that fingerprint with the one it printed and pin it again.");
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            return Problem.of(
                    ErrorCode.CANCELLED,
                    "The request was interrupted.",
                    "The program stops.",
                    "Ask again when you want to.");
        }
        String cause =
                e instanceof InterruptedIOException
                        ? "No answer came in time."
                        : "The connection failed: " + e.getMessage();
        return Problem.of(
                ErrorCode.SERVER_UNREACHABLE,
                "The configuration server at " + address.url() + " cannot be reached.",
                cause,
                "Start it with: continuo server --data DIR, or give another --server.");
    }

    /** Lets what is under way end, and starts nothing more. */
    void retire() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
