package io.continuo.replication.node;

import io.continuo.replication.stream.LineSecurity;
import io.continuo.replication.stream.MutualTls;
import io.continuo.replication.stream.NoLines;

import java.util.List;
import java.util.function.Consumer;

/**
 * How a component speaks to those in other processes.
 *
 * @param distrust told which certificates were revoked
 */
public record Lines(LineSecurity security, Consumer<List<String>> distrust) {
    /** By certificates of the configuration server. */
    public static Lines secured(MutualTls tls) {
        return new Lines(tls, tls::distrust);
    }

    /** Not at all: every role is in this process, and none has a certificate. */
    public static Lines none() {
        return new Lines(new NoLines(), serials -> {});
    }

    void distrust(List<String> serials) {
        distrust.accept(serials);
    }
}
