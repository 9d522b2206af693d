package io.continuo.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Aligned columns: words to the left in the first and the last, everything else to the right. */
final class Table {
    private Table() {}

    /** Lines, the header first, each ending in a line break. */
    static String render(List<String> header, List<List<String>> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        int[] widths =
                IntStream.range(0, header.size())
                        .map(column ->
                                lines.stream()
                                        .mapToInt(line -> line.get(column).length())
                                        .max()
                                        .orElse(0))
                        .toArray();
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                boolean words = column == 0 || column == widths.length - 1;
                String format = "%" + (words ? "-" : "") + widths[column] + "s  ";
                text.append(format.formatted(line.get(column)));
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }
}
