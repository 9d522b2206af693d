package io.continuo.lab;

import io.continuo.api.lab.LabRow;

import java.util.List;

/** The lab's rows as a table for people. */
public final class LabTable {
    private static final List<String> HEADER =
            List.of(
                    "Machine",
                    "Churn",
                    "RPO p50",
                    "RPO p99",
                    "RPO max",
                    "Points",
                    "Verified",
                    "Booted",
                    "Drill");

    private LabTable() {}

    /** Lines of aligned columns, the header first, each ending in a line break. */
    public static String render(List<LabRow> rows) {
        return Table.render(HEADER, rows.stream().map(LabTable::cells).toList());
    }

    private static List<String> cells(LabRow row) {
        return List.of(
                row.machine(),
                Quantities.rate(row.churnBytesPerSecond()),
                Quantities.seconds(row.rpoSeconds().p50()),
                Quantities.seconds(row.rpoSeconds().p99()),
                Quantities.seconds(row.rpoSeconds().max()),
                Integer.toString(row.points()),
                Quantities.bytes(row.verifiedBytes()),
                row.boot().isEmpty() ? "-" : row.boot(),
                row.drill());
    }
}
