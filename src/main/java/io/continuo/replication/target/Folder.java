package io.continuo.replication.target;

import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.Journal;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Moves changes from the journal into the base images. May be cut short at any moment and begun
 * again: what was copied is copied once more, and until then every point that is left covers it.
 */
final class Folder {
    private static final int PIECE_BYTES = 1 << 20;

    private final Journal journal;
    private final BaseImages base;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE_BYTES);

    Folder(Journal journal, BaseImages base) {
        this.journal = journal;
        this.base = base;
    }

    /** Folds one step towards {@code target}; whether there is more to do. */
    boolean step(Position target) throws IOException {
        if (target.sequence() <= journal.folded().sequence()) {
            return false;
        }
        Position end = journal.foldStep(target);
        try (Slice slice = journal.slice(end.sequence())) {
            for (int disk = 0; disk < base.count(); disk++) {
                copy(slice, slice.map(disk), base.image(disk));
            }
        }
        base.force();
        journal.folded(end);
        return end.sequence() < target.sequence();
    }

    private void copy(Slice slice, ExtentMap map, SparseFile image) throws IOException {
        for (int piece = 0; piece < map.count(); piece++) {
            if (map.isZero(piece)) {
                image.zero(map.start(piece), map.end(piece) - map.start(piece));
            }
        }
        for (int piece : slice.piecesAsStored(map, 0, map.count())) {
            long length = map.end(piece) - map.start(piece);
            for (long skip = 0; skip < length; skip += PIECE_BYTES) {
                buffer.clear();
                int part = (int) Math.min(PIECE_BYTES, length - skip);
                slice.copy(map, piece, skip, buffer, part);
                image.write(map.start(piece) + skip, buffer.flip());
            }
        }
    }
}
