package io.continuo.lab;

import io.continuo.api.lab.LabRow;

import java.util.ArrayList;
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
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(cells(row)));
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < HEADER.size(); column++) {
                int width = width(lines, column);
                boolean words = column == 0 || column == HEADER.size() - 1;
                text.append(("%" + (words ? "-" : "") + width + "s  ").formatted(line.get(column)));
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
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

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
