package io.continuo.server.rules;

import io.continuo.api.machine.DataState;

import java.util.List;

/**
 * What each data state means for a planned failover (DOMAIN.md: three attributes; "planned shuts
 * the source down first and loses nothing; if the last sync fails, it stops"). Every other
 * operation works from what the target holds.
 */
public final class DataStates {
    private static final String SOURCE =
            """
            data state      | flow
            NONE            | STANDING
            INITIAL         | CATCHING_UP
            FINALIZING      | CATCHING_UP
            DELTA           | CURRENT
            RESYNC_REQUIRED | STANDING
            RESYNCING       | CATCHING_UP
            PAUSED          | STANDING
            ERROR           | STANDING
            FROZEN          | STANDING
            """;

    public static final List<DataRow> TABLE =
            Tables.rows(SOURCE, 2).stream()
                    .map(cells ->
                            new DataRow(
                                    Tables.value(DataState.class, cells.get(0)),
                                    Tables.value(Flow.class, cells.get(1))))
                    .toList();

    private DataStates() {}

    static Flow flow(DataState state) {
        return TABLE.stream().filter(row -> row.state() == state).findFirst().orElseThrow().flow();
    }
}
