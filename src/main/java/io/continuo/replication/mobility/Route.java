package io.continuo.replication.mobility;

import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;

import java.io.IOException;
import java.util.function.Function;

/** Where a machine's changes go: looked up at every dialling, so that it can change under way. */
final class Route implements FrameLink.Dialer {
    private record Way(String processServer, String masterTarget) {}

    private final Function<String, FrameLink.Dialer> dialers;
    private volatile Way way;

    Route(Function<String, FrameLink.Dialer> dialers, String processServer, String masterTarget) {
        this.dialers = dialers;
        this.way = new Way(processServer, masterTarget);
    }

    /** From the next dialling on; whether that is another way than before. */
    boolean change(String processServer, String masterTarget) {
        Way before = way;
        way = new Way(processServer, masterTarget);
        return !way.equals(before);
    }

    @Override
    public FrameLink dial(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        Way now = way;
        FrameLink.Dialer dialer;
        try {
            dialer = dialers.apply(now.processServer());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the process server's address is unusable: " + now.processServer(), e);
        }
        return dialer.dial(hello.through(now.masterTarget()), watcher);
    }
}
