package io.continuo.server;

import com.fasterxml.jackson.databind.JsonNode;

import io.continuo.api.Json;
import io.continuo.client.ServerAddress;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Plain HTTPS as any script would speak it: trusts the server's authority and checks its host name.
 */
final class RawHttp implements AutoCloseable {
    record Answer(int status, String contentType, JsonNode body) {
        String code() {
            return body.path("code").asText();
        }
    }

    private final ServerAddress address;
    private final HttpClient http;

    RawHttp(ServerAddress address, Path data) {
        this.address = address;
        this.http = HttpClient.newBuilder().sslContext(trusting(data)).build();
    }

    private static SSLContext trusting(Path data) {
        try (InputStream in = Files.newInputStream(data.resolve("tls/ca.pem"))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Answer send(String method, String path, String body) {
        return send(method, path, body, Optional.of("Bearer " + address.token()));
    }

    Answer send(String method, String path, String body, Optional<String> authorization) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body), authorization);
    }

    Answer send(
            String method,
            String path,
            HttpRequest.BodyPublisher body,
            Optional<String> authorization) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address.url() + path)).method(method, body);
            authorization.ifPresent(value -> request.header("Authorization", value));
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    Json.mapper().readTree(answer.body()));
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
