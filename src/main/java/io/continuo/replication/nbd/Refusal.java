package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;

/** Why a request does not reach the export. */
record Refusal(NbdError error, String message) {}
