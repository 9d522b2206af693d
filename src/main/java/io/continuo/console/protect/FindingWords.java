package io.continuo.console.protect;

import io.continuo.api.machine.CheckFinding;
import io.continuo.console.fx.Ui;

/**
 * A check's finding in the reader's language: {@code protect.finding.CODE} where there is one, else
 * the server's own sentence.
 */
final class FindingWords {
    private FindingWords() {}

    static CheckFinding translated(Ui ui, CheckFinding finding, String machine) {
        return new CheckFinding(
                finding.level(),
                finding.code(),
                finding.subject(),
                words(ui, "protect.finding." + finding.code(), finding, machine, finding.message()),
                finding.correction().isEmpty()
                        ? ""
                        : words(
                                ui,
                                "protect.finding." + finding.code() + ".correction",
                                finding,
                                machine,
                                finding.correction()));
    }

    private static String words(
            Ui ui, String key, CheckFinding finding, String machine, String otherwise) {
        return ui.messages().has(key)
                ? ui.text(key, "subject", finding.subject(), "machine", machine)
                : otherwise;
    }
}
