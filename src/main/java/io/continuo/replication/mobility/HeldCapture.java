package io.continuo.replication.mobility;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.consistency.Holdable;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import java.util.concurrent.CompletableFuture;

/** A machine whose writes are held. */
final class HeldCapture implements Holdable.Hold {
    private final String machine;
    private final WriteGate.Hold hold;
    private final PointMaker points;

    HeldCapture(String machine, WriteGate.Hold hold, PointMaker points) {
        this.machine = machine;
        this.hold = hold;
        this.points = points;
    }

    @Override
    public CompletableFuture<Position> mark(MarkInfo info) {
        if (!hold.holds()) {
            throw notHeld(machine).toException();
        }
        return points.markNow(info);
    }

    @Override
    public boolean release() {
        return hold.release();
    }

    static Problem inIntervals(String machine) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "The writes of " + machine + " cannot be held.",
                "It is captured in intervals, by dirty bitmaps of QEMU; its writes do not pass the"
                        + " agent.",
                "Take it out of its consistency group, or protect it with --capture nbd.",
                machine);
    }

    static Problem notHeld(String machine) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "The writes of " + machine + " could not be held.",
                "Those under way took too long, or another hold was in force.",
                "Nothing needs doing: the next point of its group is made in time. If it happens"
                        + " often, look at the load on its disks.",
                machine);
    }
}
