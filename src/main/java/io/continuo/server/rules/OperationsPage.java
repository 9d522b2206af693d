package io.continuo.server.rules;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.RoleState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tables of this package as a page of the documentation. */
public final class OperationsPage {
    private static final String HEAD =
            """
            # Operations by scenario

            What Continuo allows and refuses, as its server decides it. This page is generated from the tables in
            `io.continuo.server.rules`, which every API answer, disabled button and refusal is read from; `OperationsPageTest` fails
            when the two differ, and says how to write the page anew. Machines can be protected in %s today; the other scenarios are rules
            without anything that captures, and asking for one is refused (`SCENARIO_NOT_BUILT`).

            A refusal has a code, a cause, a correction and the **nearest** legal operation. Decided in this order: protection being
            disabled; what the scenario never has; protection being enabled; the role state; the direction; the group; the place of a
            failback; recovery points; the state of the data ([ADR 28](adr/0028-rules-are-tables.md)).
            """;

    private OperationsPage() {}

    /**
     * Writes the page.
     *
     * @param args the file
     */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), text());
    }

    static String text() {
        String built =
                Scenarios.BUILT.stream()
                        .map(OperationsPage::code)
                        .collect(Collectors.joining(", "));
        return String.join(
                "\n",
                HEAD.formatted(built),
                "## Scenarios\n",
                table(
                        List.of(
                                "scenario",
                                "protects",
                                "recovery place",
                                "capture",
                                "components",
                                "requirements"),
                        Scenarios.TABLE,
                        row ->
                                List.of(
                                        code(row.scenario()),
                                        row.protects(),
                                        row.place().words(),
                                        row.capture().words(),
                                        join(row.parts(), Part::words),
                                        join(row.requirements(), Requirement::words))),
                "## What each allows\n",
                table(
                        List.of(
                                "scenario",
                                "failover",
                                "on the way back",
                                "commit",
                                "cancel",
                                "afterwards",
                                "failback",
                                "to"),
                        Operations.TABLE,
                        row ->
                                List.of(
                                        code(row.scenario()),
                                        row.forward().words(),
                                        row.reverse().words(),
                                        row.ending().words(),
                                        row.cancelling().words(),
                                        row.afterwards().words(),
                                        row.failback().words(),
                                        row.landings().words())),
                "## What each role state allows\n",
                "A reason where it refuses; *yes* where the other tables decide.\n",
                roles(),
                "## What the state of the data allows\n",
                "Only a planned failover, which loses nothing, asks for it. All others work from what the target holds.\n",
                table(
                        List.of("data state", "planned failover"),
                        DataStates.TABLE,
                        row -> List.of(code(row.state()), row.flow().words())),
                "## Reasons\n",
                table(
                        List.of(
                                "reason",
                                "code",
                                "what and why",
                                "what to do",
                                "nearest, the first legal of"),
                        Reasons.TABLE,
                        row ->
                                List.of(
                                        code(row.reason()),
                                        code(row.code()),
                                        row.message() + " " + row.cause(),
                                        row.correction(),
                                        row.instead().isEmpty()
                                                ? "wait"
                                                : join(row.instead(), OperationsPage::plain))));
    }

    private static String roles() {
        List<RoleState> states = List.of(RoleState.values());
        List<String> heading =
                Stream.concat(Stream.of("action"), states.stream().map(OperationsPage::plain))
                        .toList();
        return table(
                heading,
                Arrays.asList(Action.values()),
                action ->
                        Stream.concat(
                                        Stream.of(code(action)),
                                        states.stream()
                                                .map(state ->
                                                        RoleStates.refusal(state, action)
                                                                .map(OperationsPage::plain)
                                                                .orElse("**yes**")))
                                .toList());
    }

    private static <T> String table(
            List<String> heading, List<T> rows, Function<T, List<String>> cells) {
        StringBuilder text = new StringBuilder(line(heading));
        text.append("|").append("---|".repeat(heading.size())).append('\n');
        rows.forEach(row -> text.append(line(cells.apply(row))));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.isEmpty() ? "" : cell + " ")
                        .collect(Collectors.joining("| ", "| ", "|"))
                + "\n";
    }

    private static <T> String join(List<T> values, Function<T, String> words) {
        return values.stream().map(words).collect(Collectors.joining("; "));
    }

    private static String code(Enum<?> value) {
        return "`" + value.name() + "`";
    }

    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
