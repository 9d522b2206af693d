package io.continuo.server.rules;

import java.util.Arrays;
import java.util.List;

/** Reads a table as it stands in the source: a row per line, its cells between bars. */
final class Tables {
    private Tables() {}

    /**
     * The rows of a table, without its heading.
     *
     * @param columns how many cells each row has
     */
    static List<List<String>> rows(String table, int columns) {
        List<List<String>> rows =
                table.lines()
                        .skip(1)
                        .filter(line -> !line.isBlank())
                        .map(line ->
                                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                        .toList();
        for (List<String> row : rows) {
            if (row.size() != columns) {
                throw new IllegalStateException("not " + columns + " cells: " + row);
            }
        }
        return rows;
    }

    static <E extends Enum<E>> E value(Class<E> type, String cell) {
        return Enum.valueOf(type, cell);
    }

    /** Names between blanks; none in an empty cell. */
    static <E extends Enum<E>> List<E> values(Class<E> type, String cell) {
        return Arrays.stream(cell.split(" +"))
                .filter(name -> !name.isEmpty())
                .map(name -> Enum.valueOf(type, name))
                .toList();
    }
}
