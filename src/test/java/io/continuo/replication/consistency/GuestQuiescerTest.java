package io.continuo.replication.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guest that was held still goes on, whatever becomes of the point or of the answers. */
class GuestQuiescerTest {
    @TempDir Path directory;

    private Path socket() {
        return directory.resolve("qga.sock");
    }

    private GuestQuiescer guest() {
        return new GuestQuiescer("web", socket(), Duration.ofMillis(300));
    }

    private ContinuoException refused() {
        return catchThrowableOfType(ContinuoException.class, () -> guest().quiesce());
    }

    @Test
    void a_guest_is_held_and_let_go() throws Exception {
        try (Agent agent = new Agent(1)) {
            Quiescer.Quiet quiet = guest().quiesce();
            assertThat(agent.frozen).isTrue();
            quiet.resume();
            assertThat(agent.frozen).isFalse();
            assertThat(agent.done).containsExactly("freeze", "thaw");
        }
    }

    @Test
    void no_agent_is_a_refusal_that_says_how_to_get_one() {
        ContinuoException refused = refused();
        assertThat(refused.problem().code()).isEqualTo(ErrorCode.GUEST_AGENT_FAILED);
        assertThat(refused.problem().cause()).contains("no socket");
        assertThat(refused.problem().correction()).contains("qemu-guest-agent", "virtserialport");
    }

    @Test
    void an_agent_that_answers_too_late_is_let_go_as_soon_as_it_can_be() throws Exception {
        try (Agent agent = new Agent(1)) {
            agent.late = true;
            ContinuoException refused = refused();
            assertThat(refused.problem().cause()).contains("no answer");
            assertThat(agent.frozen).isFalse();
            assertThat(agent.done).containsExactly("freeze", "thaw");
        }
    }

    @Test
    void a_guest_with_nothing_to_hold_still_gives_no_app_consistent_point() throws Exception {
        try (Agent agent = new Agent(0)) {
            assertThat(refused().problem().cause()).contains("no file system");
            assertThat(agent.frozen).isFalse();
        }
    }

    @Test
    void a_guest_that_went_on_by_itself_is_told() throws Exception {
        try (Agent agent = new Agent(1)) {
            Quiescer.Quiet quiet = guest().quiesce();
            agent.frozen = false;
            ContinuoException told = catchThrowableOfType(ContinuoException.class, quiet::resume);
            assertThat(told.problem().cause()).contains("by themselves");
        }
    }

    @Test
    void a_guest_an_agent_left_standing_is_let_go() throws Exception {
        try (Agent agent = new Agent(1)) {
            guest().quiesce();
            assertThat(guest().release()).isTrue();
            assertThat(agent.frozen).isFalse();
            assertThat(guest().release()).isFalse();
        }
    }

    @Test
    void whoever_is_told_to_stop_while_waiting_lets_the_guest_go_first() throws Exception {
        try (Agent agent = new Agent(1)) {
            Quiescer.Quiet quiet = guest().quiesce();
            Thread waiting =
                    Thread.ofVirtual()
                            .start(() -> {
                                Thread.currentThread().interrupt();
                                try {
                                    quiet.resume();
                                } catch (InterruptedException e) {
                                    agent.done.add("interrupted");
                                }
                            });
            waiting.join();
            assertThat(agent.frozen).isFalse();
            assertThat(agent.done).containsExactly("freeze", "thaw");
        }
    }

    /** Speaks as qemu-ga does, one client after the other, and can be late. */
    private final class Agent implements AutoCloseable {
        final List<String> done = new CopyOnWriteArrayList<>();
        volatile boolean frozen;
        volatile boolean late;
        private final int fileSystems;
        private String kept = "";
        private final ServerSocketChannel server;

        Agent(int fileSystems) throws IOException {
            this.fileSystems = fileSystems;
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket()));
            Thread.startVirtualThread(this::run);
        }

        private void run() {
            while (server.isOpen()) {
                try (SocketChannel client = server.accept()) {
                    serve(client);
                } catch (IOException e) {
                    // Hung up on, or closed.
                }
            }
        }

        private void serve(SocketChannel client) throws IOException {
            BufferedReader lines =
                    new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String answer = "{\"return\": " + answer(line) + "}\n";
                kept += answer;
                if (late && line.contains("fsfreeze-freeze")) {
                    // Whoever asks next gets this answer first.
                    continue;
                }
                client.write(ByteBuffer.wrap(kept.getBytes(StandardCharsets.UTF_8)));
                kept = "";
            }
        }

        private String answer(String line) {
            if (line.contains("guest-sync")) {
                return line.replaceAll(".*\"id\":(\\d+).*", "$1");
            }
            if (line.contains("fsfreeze-freeze")) {
                frozen = fileSystems > 0;
                done.add("freeze");
                return Integer.toString(fileSystems);
            }
            if (line.contains("fsfreeze-thaw")) {
                int held = frozen ? fileSystems : 0;
                frozen = false;
                done.add("thaw");
                return Integer.toString(held);
            }
            return frozen ? "\"frozen\"" : "\"thawed\"";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
