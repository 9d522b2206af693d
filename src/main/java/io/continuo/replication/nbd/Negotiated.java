package io.continuo.replication.nbd;

/**
 * What client and server agreed on.
 *
 * @param export what the client chose
 * @param structured whether the client takes structured replies
 * @param allocation whether the client may ask for block status
 */
record Negotiated(ServedExport export, boolean structured, boolean allocation) {}
