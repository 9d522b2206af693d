package io.continuo.lab;

import io.continuo.api.lab.StoryRow;

import java.util.List;

/** The story's rows as a table for people. */
public final class StoryTable {
    private static final List<String> HEADER =
            List.of("Step", "Machine", "Took", "Lost", "Records lost", "Verified", "Result");

    private StoryTable() {}

    /** Lines of aligned columns, the header first, each ending in a line break. */
    public static String render(List<StoryRow> rows) {
        return Table.render(HEADER, rows.stream().map(StoryTable::cells).toList());
    }

    private static List<String> cells(StoryRow row) {
        return List.of(
                row.step(),
                row.machine(),
                Quantities.seconds(row.seconds()),
                Quantities.seconds(row.lostSeconds()),
                Long.toString(row.lostRecords()),
                Quantities.bytes(row.verifiedBytes()),
                row.verified() ? row.result() : "FAILED: " + row.result());
    }
}
