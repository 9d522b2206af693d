package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.Position;

import java.time.Instant;
import java.util.List;

/**
 * What is kept on disk of the disks a machine was failed over to.
 *
 * @param asked the point as it was asked for, {@code latest} or an id
 * @param epoch and {@code sequence}, {@code timeMicros}: the point's place in the stream
 * @param whole whether they need the replica no more
 * @param movingTo where their files are on the way to; empty while they are served here
 */
record LiveRecord(
        String machineId,
        String machine,
        String streamId,
        PointView point,
        String asked,
        int epoch,
        long sequence,
        long timeMicros,
        Instant openedAt,
        List<DiskSpec> disks,
        boolean whole,
        List<String> movingTo) {
    LiveRecord {
        disks = List.copyOf(disks);
        movingTo = List.copyOf(movingTo);
    }

    Position position() {
        return new Position(epoch, sequence, timeMicros);
    }

    LiveRecord asWhole() {
        return with(true, List.of());
    }

    LiveRecord moving(List<String> to) {
        return with(whole, to);
    }

    private LiveRecord with(boolean nowWhole, List<String> to) {
        return new LiveRecord(
                machineId,
                machine,
                streamId,
                point,
                asked,
                epoch,
                sequence,
                timeMicros,
                openedAt,
                disks,
                nowWhole,
                to);
    }
}
