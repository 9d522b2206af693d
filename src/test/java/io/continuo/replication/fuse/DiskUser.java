package io.continuo.replication.fuse;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;
import io.continuo.replication.nbd.DiskFile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * Uses a captured disk the way its user would, in a process of its own, and holds it to being a
 * byte array: {@code nbd URI SEED} or {@code file PATH SEED}. Prints the array's end in hex.
 *
 * <p>A process of its own, because one that waits for a file it serves itself could not be killed.
 */
final class DiskUser {
    private static final int STEPS = 1200;

    private DiskUser() {}

    /** What both ways of attaching to a disk can do. */
    private interface Door extends Closeable {
        int size();

        byte[] read(int offset, int length) throws IOException;

        void write(int offset, byte[] data) throws IOException;

        void zero(int offset, int length) throws IOException;

        void flush() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[2]));
        try (Door door = args[0].equals("nbd") ? new Nbd(args[1]) : new File(args[1])) {
            byte[] model = new byte[door.size()];
            for (int step = 0; step < STEPS; step++) {
                int length = length(random);
                act(door, random, model, random.nextInt(model.length - length + 1), length);
            }
            expect(model, door.read(0, model.length), 0);
            door.flush();
            System.out.println(Integer.toHexString(Arrays.hashCode(model)));
            System.out.println(HexFormat.of().formatHex(model, model.length - 16, model.length));
        }
    }

    private static int length(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> 1 + random.nextInt(3 << 20);
            case 1, 2 -> 1 + random.nextInt(256 << 10);
            default -> 1 + random.nextInt(9000);
        };
    }

    private static void act(Door door, Random random, byte[] model, int offset, int length)
            throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> door.flush();
            case 1 -> {
                door.zero(offset, length);
                Arrays.fill(model, offset, offset + length, (byte) 0);
            }
            case 2, 3, 4 ->
                    expect(
                            Arrays.copyOfRange(model, offset, offset + length),
                            door.read(offset, length),
                            offset);
            default -> {
                byte[] data = new byte[length];
                random.nextBytes(data);
                door.write(offset, data);
                System.arraycopy(data, 0, model, offset, length);
            }
        }
    }

    private static void expect(byte[] expected, byte[] found, int offset) {
        int at = Arrays.mismatch(expected, found);
        if (at >= 0) {
            throw new AssertionError("differs at " + (offset + at));
        }
    }

    private record Nbd(NbdClient client) implements Door {
        Nbd(String uri) throws IOException {
            this(NbdClient.connect(NbdUri.parse(uri)));
        }

        @Override
        public int size() {
            return (int) client.size();
        }

        @Override
        public byte[] read(int offset, int length) throws IOException {
            return client.read(offset, length);
        }

        @Override
        public void write(int offset, byte[] data) throws IOException {
            client.write(offset, ByteBuffer.wrap(data), false);
        }

        @Override
        public void zero(int offset, int length) throws IOException {
            client.zero(offset, length, false);
        }

        @Override
        public void flush() throws IOException {
            client.flush();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }

    private record File(DiskFile file) implements Door {
        File(String path) throws IOException {
            this(DiskFile.open(Path.of(path), false));
        }

        @Override
        public int size() {
            return (int) file.size();
        }

        @Override
        public byte[] read(int offset, int length) throws IOException {
            byte[] data = new byte[length];
            file.read(offset, ByteBuffer.wrap(data));
            return data;
        }

        @Override
        public void write(int offset, byte[] data) throws IOException {
            file.write(offset, ByteBuffer.wrap(data));
        }

        @Override
        public void zero(int offset, int length) throws IOException {
            file.zero(offset, length, offset % 2 == 0);
        }

        @Override
        public void flush() throws IOException {
            file.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
