package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdExtent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A disk behind NBD is a byte array, whatever one does to it. */
class NbdModelTest {
    private static final int SIZE = (4 << 20) + 777;
    private static final int STEPS = 3000;

    @TempDir Path directory;

    @Test
    void a_disk_behaves_like_a_byte_array() throws IOException {
        long seed = Long.getLong("continuo.seed", System.nanoTime());
        System.out.println("seed: -Dcontinuo.seed=" + seed);
        Random random = new Random(seed);
        byte[] model = new byte[SIZE];
        try (NbdFixture fixture = new NbdFixture(directory, SIZE);
                NbdClient one = fixture.connect();
                NbdClient other = fixture.connect()) {
            for (int step = 0; step < STEPS; step++) {
                NbdClient client = random.nextBoolean() ? one : other;
                int length = length(random);
                int offset = random.nextInt(SIZE - length + 1);
                act(client, random, model, offset, length);
            }
            assertThat(one.read(0, SIZE)).as("seed " + seed).isEqualTo(model);
            assertZerosAreZeros(one, model);
            one.flush();
            assertThat(Files.readAllBytes(fixture.image)).as("seed " + seed).isEqualTo(model);
        }
    }

    /** Mostly small, sometimes longer than a chunk. */
    private static int length(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(3 << 20);
            case 1, 2 -> random.nextInt(256 << 10);
            case 3 -> 0;
            default -> random.nextInt(9000);
        };
    }

    private static void act(NbdClient client, Random random, byte[] model, int offset, int length)
            throws IOException {
        boolean fua = random.nextInt(20) == 0;
        switch (random.nextInt(10)) {
            case 0 -> client.flush();
            case 1 -> {
                client.zero(offset, length, fua);
                Arrays.fill(model, offset, offset + length, (byte) 0);
            }
            case 2 -> {
                client.trim(offset, length);
                byte[] after = client.read(offset, length);
                System.arraycopy(after, 0, model, offset, length);
            }
            case 3, 4, 5 ->
                    assertThat(client.read(offset, length))
                            .isEqualTo(Arrays.copyOfRange(model, offset, offset + length));
            default -> {
                byte[] data = new byte[length];
                random.nextBytes(data);
                client.write(offset, ByteBuffer.wrap(data), fua);
                System.arraycopy(data, 0, model, offset, length);
            }
        }
    }

    private static void assertZerosAreZeros(NbdClient client, byte[] model) throws IOException {
        long at = 0;
        for (NbdExtent extent : client.blockStatus(0, SIZE)) {
            assertThat(extent.offset()).isEqualTo(at);
            at += extent.length();
            for (long i = extent.offset(); extent.zero() && i < at; i++) {
                assertThat(model[(int) i]).isZero();
            }
        }
        assertThat(at).isEqualTo(SIZE);
    }
}
