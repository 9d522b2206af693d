package io.continuo.replication.nbd;

/**
 * A client attached to an export.
 *
 * @param id unique within a server's life
 * @param address where it comes from: {@code unix} or a host and port
 */
public record NbdPeer(long id, String address) {}
