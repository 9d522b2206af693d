package io.continuo.replication.mobility;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.replication.mobility.Comparer.Span;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Leaves;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class ComparerTest {
    private static final int REGION = ActivityLog.REGION_BYTES;
    private static final int PIECE = Leaves.PIECE_BYTES;

    /** Two regions and a bit: neither leaf nor piece is whole at the end. */
    private static final int SIZE = 2 * REGION + Leaves.BYTES + 3 * PIECE + 512;

    @TempDir Path directory;
    private final byte[] theirs = new byte[SIZE];
    private final List<HashAsk> asked = new ArrayList<>();

    private final class Target implements Comparer.Asker, Comparer.Way {
        @Override
        public Optional<Comparer.Way> way() {
            return Optional.of(this);
        }

        @Override
        public void arrived(List<Long> leaves) {}

        @Override
        public boolean pieces() {
            return true;
        }

        @Override
        public Optional<byte[]> ask(HashAsk ask) {
            asked.add(ask);
            List<Long> leaves = ask.leaves();
            int count = leaves.isEmpty() ? SIZE / Leaves.BYTES + 1 : leaves.size() * 16;
            byte[] hashes = new byte[count * Leaves.HASH_BYTES];
            if (leaves.isEmpty()) {
                ask.hasher().hash(0, theirs, 0, SIZE, Leaves.BYTES, hashes, 0);
            }
            for (int i = 0; i < leaves.size(); i++) {
                int from = (int) (long) leaves.get(i);
                int length = Math.min(Leaves.BYTES, SIZE - from);
                int at = i * Leaves.PIECE_HASHES;
                ask.hasher().hash(from, theirs, from, length, PIECE, hashes, at);
            }
            return Optional.of(hashes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finds_the_pieces_that_differ_and_joins_those_in_a_row(boolean keyed) throws Exception {
        new Random(4).nextBytes(theirs);
        byte[] ours = theirs.clone();
        ours[0]++;
        ours[2 * PIECE - 1]++;
        ours[5 * PIECE]++;
        // On both sides of a leaf's end, and of a region's.
        ours[3 * Leaves.BYTES - 1]++;
        ours[3 * Leaves.BYTES]++;
        ours[REGION - 1]++;
        ours[REGION]++;
        ours[SIZE - 1]++;
        assertThat(compare(ours, keyed))
                .containsExactly(
                        new Span(0, 2 * PIECE),
                        new Span(5 * PIECE, PIECE),
                        new Span(3 * Leaves.BYTES - PIECE, 2 * PIECE),
                        new Span(REGION - PIECE, PIECE),
                        new Span(REGION, PIECE),
                        new Span(SIZE - 512, 512));
        assertThat(asked).allSatisfy(ask -> assertThat(ask.key().isEmpty()).isEqualTo(!keyed));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holes_equal_zeros_and_nothing_else(boolean keyed) throws Exception {
        byte[] ours = new byte[SIZE];
        assertThat(compare(ours, keyed)).isEmpty();
        theirs[REGION + 5 * PIECE + 7] = 1;
        assertThat(compare(ours, keyed)).containsExactly(new Span(REGION + 5 * PIECE, PIECE));
    }

    @Test
    void no_two_comparisons_have_a_key_in_common() throws Exception {
        compare(theirs, true);
        compare(theirs, true);
        assertThat(asked.stream().map(HashAsk::key).distinct()).hasSize(2);
    }

    private List<Span> compare(byte[] ours, boolean keyed) throws IOException {
        Path path = directory.resolve("disk.raw");
        Files.write(path, ours);
        if (ours[0] == 0 && ours[SIZE - 1] == 0) {
            // A hole where that is possible.
            Files.delete(path);
            try (var file = new java.io.RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(SIZE);
            }
        }
        try (DiskFile file = DiskFile.open(path, true);
                ActivityLog activity = ActivityLog.open(directory.resolve("activity"), SIZE)) {
            DiskState disk = new DiskState(0, file, activity, DiskState.dirtyBitmap(SIZE));
            return new Comparer(disk, new Target(), () -> true).compare(0, SIZE, keyed).get();
        }
    }
}
