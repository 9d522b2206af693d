package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.state.RootCause;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A cause in the reader's language: the message {@code cause.CODE} filled with what is known of the
 * machines behind it, or the server's English sentence where there is none.
 */
public final class CauseWords {
    private CauseWords() {}

    /** What is wrong, in a sentence. */
    public static String sentence(Ui ui, RootCause cause) {
        return translated(ui, "cause." + cause.code(), cause, cause.message());
    }

    /** What to do; empty where nothing is known. */
    public static String correction(Ui ui, RootCause cause) {
        return translated(ui, "cause." + cause.code() + ".correction", cause, cause.correction());
    }

    private static String translated(Ui ui, String key, RootCause cause, String otherwise) {
        if (!ui.messages().has(key)) {
            return otherwise;
        }
        try {
            return ui.text(key, arguments(ui, cause));
        } catch (IllegalArgumentException missing) {
            // the facts this sentence wants are not known here; the server's own is complete
            return otherwise;
        }
    }

    private static Object[] arguments(Ui ui, RootCause cause) {
        List<Object> pairs = new ArrayList<>();
        pairs.addAll(List.of("count", cause.machines().size()));
        cause.subject().ifPresent(subject -> pairs.addAll(List.of("subject", subject)));
        if (!cause.machines().isEmpty()) {
            MachineRow worst = cause.machines().getFirst();
            pairs.addAll(List.of("machine", worst.name()));
            pairs.addAll(
                    List.of(
                            "limit",
                            ui.format()
                                    .span(
                                            Duration.ofSeconds(
                                                    (long) worst.view().rpoLimitSeconds()))));
            worst.view()
                    .rpoSeconds()
                    .ifPresent(rpo ->
                            pairs.addAll(
                                    List.of(
                                            "rpo",
                                            ui.format()
                                                    .elapsed(
                                                            Duration.ofSeconds(rpo.longValue())))));
        }
        return pairs.toArray();
    }
}
