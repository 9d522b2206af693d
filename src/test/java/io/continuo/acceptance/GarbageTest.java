package io.continuo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Whoever talks nonsense to a port of the whole program loses the connection, and nothing else. */
class GarbageTest {
    private static final int ATTEMPTS = 60;
    private static final int MOST_BYTES = 20_000;
    private static final byte[] NBD_OPENING = {0, 0, 0, 1, 'I', 'H', 'A', 'V', 'E', 'O', 'P', 'T'};

    @TempDir Path directory;

    @Test
    void nonsense_on_every_port_disturbs_nobody() throws Exception {
        long seed = Long.getLong("continuo.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dcontinuo.seed)");
        Random random = new Random(seed);
        Path home = Files.createDirectories(directory.resolve("home"));
        Path disk = Disks.sparse(directory.resolve("disk.img"), 4 << 20);
        try (ServerProcess server = ServerProcess.start(directory.resolve("data"), home)) {
            String uri =
                    Command.json(
                                    home,
                                    "protect",
                                    "box",
                                    "--disk",
                                    disk.toString(),
                                    "--wait",
                                    "--json")
                            .get("disks")
                            .get(0)
                            .get("nbdUri")
                            .asText();
            SocketAddress api = new InetSocketAddress("127.0.0.1", server.ready().url().getPort());
            NbdUri.Unix nbd = (NbdUri.Unix) NbdUri.parse(uri);
            try (NbdClient guest = NbdClient.connect(nbd)) {
                for (int i = 0; i < ATTEMPTS; i++) {
                    talk(api, new byte[0], random);
                    talk(UnixDomainSocketAddress.of(nbd.socket()), new byte[0], random);
                    talk(UnixDomainSocketAddress.of(nbd.socket()), NBD_OPENING, random);
                    byte[] text = ("still served " + i).getBytes();
                    guest.write(4096L * i, ByteBuffer.wrap(text));
                    assertThat(guest.read(4096L * i, text.length)).isEqualTo(text);
                }
            }
            Command.json(home, "mark", "box", "--json");
            Path to = directory.resolve("export");
            Command.json(home, "export", "box", "--to", to.toString(), "--format", "raw", "--json");
            assertThat(Disks.hashOfFile(to.resolve("box-disk0.raw")))
                    .isEqualTo(Disks.hashOfFile(disk));
        }
    }

    private static void talk(SocketAddress address, byte[] opening, Random random)
            throws IOException {
        byte[] nonsense = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(nonsense);
        try (SocketChannel channel = SocketChannel.open(address)) {
            channel.write(ByteBuffer.wrap(opening));
            channel.write(ByteBuffer.wrap(nonsense));
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
        }
    }
}
