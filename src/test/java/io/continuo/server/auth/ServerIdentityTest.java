package io.continuo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.server.store.DataDirectory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * Certificates are renewed in time under the same authority; data keys open only in their place.
 */
class ServerIdentityTest {
    @TempDir Path root;

    private static ServerIdentity at(DataDirectory data, Duration later) throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(later);
        return ServerIdentity.open(data, "127.0.0.1", Clock.fixed(now, ZoneOffset.UTC));
    }

    private X509Certificate leaf() throws Exception {
        return Pem.certificate(root.resolve("tls/server.pem"));
    }

    @Test
    void a_certificate_near_its_end_is_renewed_and_the_fingerprint_stays() throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            String fingerprint = at(data, Duration.ZERO).fingerprint();
            X509Certificate first = leaf();
            at(data, Duration.ofDays(360));
            assertThat(leaf()).isEqualTo(first);
            ServerIdentity later = at(data, Duration.ofDays(370));
            assertThat(leaf()).isNotEqualTo(first);
            assertThat(later.fingerprint()).isEqualTo(fingerprint);
            leaf().verify(Pem.certificate(root.resolve("tls/ca.pem")).getPublicKey());
            assertThat(later.renew()).isFalse();
        }
    }

    @Test
    void a_key_that_lost_its_certificate_is_replaced() throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            at(data, Duration.ZERO);
            X509Certificate first = leaf();
            Files.copy(
                    root.resolve("tls/ca.key"),
                    root.resolve("tls/server.key"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            at(data, Duration.ZERO).context();
            assertThat(leaf()).isNotEqualTo(first);
        }
    }

    @Test
    void a_data_key_opens_for_its_stream_only_and_after_a_restart() throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            DataKeys keys = DataKeys.open(data);
            String wrapped = keys.make("stream-1");
            String key = keys.open("stream-1", wrapped);
            assertThat(Base64.getDecoder().decode(key)).hasSize(32);
            assertThat(wrapped).doesNotContain(key.substring(0, 20));
            assertThat(DataKeys.open(data).open("stream-1", wrapped)).isEqualTo(key);
            assertThatThrownBy(() -> keys.open("stream-2", wrapped))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
