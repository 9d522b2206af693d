package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdProtocol;

/** The one metadata context on offer: {@code base:allocation}. */
final class MetaContext {
    /** Its id on the wire, ours to choose. */
    static final int ALLOCATION_ID = 1;

    private static final String NAMESPACE = "base:";

    private MetaContext() {}

    /** Whether a query that selects contexts means it. */
    static boolean selects(String query) {
        return query.equals(NbdProtocol.BASE_ALLOCATION);
    }

    /** Whether a query that lists contexts covers it: its name, or its whole namespace. */
    static boolean lists(String query) {
        return selects(query) || query.equals(NAMESPACE);
    }
}
