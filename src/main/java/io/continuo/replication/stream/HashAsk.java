package io.continuo.replication.stream;

/** Asks for the leaf hashes of a range; JSON on a line. See {@link ReplicaIntake#leafHashes}. */
record HashAsk(int disk, long offset, long length) {}
