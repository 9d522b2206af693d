package io.continuo.client.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class NbdUriTest {
    @Test
    void a_socket_file_and_its_export_are_read() {
        assertThat(NbdUri.parse("nbd+unix:///web-01/0?socket=/run/continuo/nbd.sock"))
                .isEqualTo(new NbdUri.Unix(Path.of("/run/continuo/nbd.sock"), "web-01/0"));
    }

    @Test
    void a_host_and_port_are_read_and_the_port_may_be_left_out() {
        assertThat(NbdUri.parse("nbd://example.org:1234/disk"))
                .isEqualTo(new NbdUri.Tcp("example.org", 1234, "disk"));
        assertThat(NbdUri.parse("nbd://[::1]")).isEqualTo(new NbdUri.Tcp("::1", 10809, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with space", "a/b", "/lead", "ünï 磁碟 💾", "%41?#&=;+"})
    void any_name_survives_being_written_and_read(String name) {
        for (NbdUri uri :
                new NbdUri[] {
                    new NbdUri.Tcp("::1", 7, name),
                    new NbdUri.Tcp("127.0.0.1", 65535, name),
                    new NbdUri.Unix(Path.of("/tmp/a b?c%&/ü.sock"), name)
                }) {
            assertThat(NbdUri.parse(uri.toString())).isEqualTo(uri);
            assertThat(uri.toString()).matches("[!-~]+");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://host/",
                "nbds://host/",
                "nbd:///no-host",
                "nbd+unix:///export",
                "nbd+unix:///export?socket=",
                "nbd://host:99999/",
                "nbd://ho st/",
                "nbd://host/%zz"
            })
    void what_is_no_nbd_address_is_refused_with_a_reason(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NbdUri.parse(text))
                .withMessageMatching("(?s).+");
    }
}
