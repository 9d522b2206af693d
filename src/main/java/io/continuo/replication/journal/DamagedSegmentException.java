package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes of a segment that were durable once and no longer are what they were. */
public final class DamagedSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path segment;

    public DamagedSegmentException(Path segment, String message) {
        super(segment.getFileName() + ": " + message);
        this.segment = segment;
    }

    /** The file that is damaged. */
    public Path segment() {
        return segment;
    }
}
