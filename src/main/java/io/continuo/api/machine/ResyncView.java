package io.continuo.api.machine;

import java.util.Optional;

/**
 * A machine's resyncs.
 *
 * @param contract of the one that is due or runs; empty when the replica needs none
 * @param receipt of the last one since its agent started; initial replication leaves one, too
 */
public record ResyncView(Optional<ResyncContract> contract, Optional<ResyncReceipt> receipt) {}
